import type { SwitchStep } from "./switch-step";

/** Where clients send requests before an update, as the outputs of a stack say it. */
export interface DeployedUrl {
  /** URL that the stack gives to clients. */
  readonly url: string;
  /** execute-api URL of the API that serves; equal to `url` without a domain. */
  readonly apiUrl: string;
  /** Name of the stage. */
  readonly stage: string;
}

/** Where clients send requests afterwards, as the stack file says it. */
export interface AskedUrl {
  /** URL of the domain; absent without a domain: the execute-api URL is known when the API exists. */
  readonly domainUrl?: string;
  readonly stage: string;
  /** Whether the execute-api URLs answer. */
  readonly isOpen: boolean;
}

/** What an update does to the URL of a stack. */
export interface UrlStep {
  readonly before: string;
  /** Absent if it is known only after the update. */
  readonly after?: string;
  readonly changes: boolean;
  /** Whether the URL from before answers no longer. */
  readonly ends: boolean;
  /** Set if the URL of a topology ends that stood by, and may have served before, since no domain is in front of it. */
  readonly standbyEnds?: true;
  /** Whether `npm run switch -- --check` asks for an acknowledgement of `switch-changes-url`. */
  readonly toAcknowledge: boolean;
}

const isAtDomain = ({ url, apiUrl }: DeployedUrl) => url !== apiUrl;

/** Without a domain, each API has a URL of its own: its id is the host, and the stage the path. */
function withoutDomain(deployed: DeployedUrl, asked: AskedUrl, step: SwitchStep): UrlStep {
  const sameApi = step.moves === undefined;
  const sameStage = deployed.stage === asked.stage;
  const changes = !sameApi || !sameStage;
  const ends = step.kind === "jump" || !sameStage;
  const standbyEnds = step.from?.standby !== undefined && step.removes.includes(step.from.standby);
  return {
    before: deployed.url,
    ...(changes ? {} : { after: deployed.url }),
    changes,
    ends,
    ...(standbyEnds ? { standbyEnds } : {}),
    toAcknowledge: changes || standbyEnds,
  };
}

/** The execute-api URL answers on beside a new domain while it is open, and its API and its stage exist. */
function toDomain(deployed: DeployedUrl, asked: AskedUrl, after: string, step: SwitchStep): UrlStep {
  const ends = !asked.isOpen || step.kind === "jump" || deployed.stage !== asked.stage;
  return { before: deployed.url, after, changes: true, ends, toAcknowledge: ends };
}

/** What an update does to the URL of a stack, given what it does to its topologies. */
export function urlStep(deployed: DeployedUrl, asked: AskedUrl, step: SwitchStep): UrlStep {
  const { domainUrl } = asked;
  if (!isAtDomain(deployed))
    return domainUrl === undefined ? withoutDomain(deployed, asked, step) : toDomain(deployed, asked, domainUrl, step);
  const changes = deployed.url !== domainUrl;
  return {
    before: deployed.url,
    ...(domainUrl === undefined ? {} : { after: domainUrl }),
    changes,
    ends: changes,
    toAcknowledge: changes,
  };
}
