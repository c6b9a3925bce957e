/** `1 service`, `4 services`. */
export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`;

/** An amount in USD with its cents: `16.20`. */
export const usd = (amount: number): string => amount.toFixed(2);
