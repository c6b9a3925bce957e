import { accessNotes } from "./access-notes";
import { withStackDefaults } from "./access";
import { basePathNotes } from "./base-path-notes";
import { containerTlsNotes } from "./container-tls-notes";
import { domainNotes } from "./domain-notes";
import { endpointNotes } from "./endpoint-notes";
import { interruptionNotes } from "./interruption-notes";
import { keepAwakeOf, keepAwakeProblems } from "./keep-awake";
import { operationOf } from "./operation";
import { operationNotes } from "./operation-notes";
import { permissionNotes } from "./permission-notes";
import type { Plan } from "./plan";
import { planTopology } from "./plan-topology";
import type { Problem } from "./problem";
import { reachNotes } from "./reach-notes";
import { capacityNotes, secondPlaceNotes } from "./service-notes";
import type { Settings } from "./settings/settings";
import { nameProblems, notesOfEach, topologyNotes, topologySettings, unitedTopologies } from "./standby";
import { idleTimeoutNotes } from "./timeouts";
import { tlsMove } from "./tls-move";
import { tlsNotes } from "./tls-notes";
import { waitNotes } from "./waits";

/** A plan with its problems and notes. */
export interface Planned {
  readonly plan: Plan;
  /** Conflicting placements and names; with a conflict the plan is incomplete. */
  readonly problems: readonly Problem[];
  /** Ignored preferences, and placements that may move. */
  readonly notes: readonly string[];
}

/**
 * Plans all resources of a stack.
 *
 * @param given - valid settings; quotas and subnet sizes are checked later, on the plan
 */
export function planStack(given: Settings): Planned {
  const settings = withStackDefaults(given);
  const all = topologySettings(settings);
  const serving = planTopology(settings);
  const planned = [serving, ...all.slice(1).map(planTopology)];
  const requests = unitedTopologies(planned);
  const plan: Plan = { ...requests, ...operationOf(settings, requests), ...keepAwakeOf(settings, requests) };
  const move = tlsMove(plan, settings);
  const notes = [
    ...topologyNotes(plan, settings),
    ...planned.flatMap((topology) => topology.notes),
    ...notesOfEach(all, secondPlaceNotes),
    ...capacityNotes(plan.services),
    ...permissionNotes(plan.services, plan.vpcs),
    ...reachNotes(plan),
    ...tlsNotes(settings),
    ...move.notes,
    ...containerTlsNotes(plan),
    ...endpointNotes(plan),
    ...interruptionNotes(settings),
    ...notesOfEach(all, domainNotes),
    ...basePathNotes(plan, settings),
    ...notesOfEach(all, accessNotes),
    ...idleTimeoutNotes(plan),
    ...notesOfEach(all, (each) => operationNotes(each, plan)),
    ...waitNotes(plan),
  ];
  const problems = [
    ...planned.flatMap((topology) => topology.problems),
    ...nameProblems(plan, settings, serving.requests),
    ...move.problems,
    ...keepAwakeProblems(settings, plan),
  ];
  return { plan, problems, notes: [...new Set(notes)] };
}
