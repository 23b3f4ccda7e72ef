/** A request that the page has sent before the elements were there. */
export interface Ahead {
  readonly url: string;
  authorization: string | null;
  answer: Promise<Response> | undefined;
}

/** Sends a request, or takes the answer to the same one that is on its way already; each answer is taken once. */
export function sendOrTake(street: { ahead?: Ahead | undefined }, request: Request): Promise<Response> {
  const { ahead } = street;
  const isSame = ahead?.url === request.url && ahead.authorization === request.headers.get("authorization");
  if (!isSame || ahead.answer === undefined) return fetch(request);
  street.ahead = undefined;
  return ahead.answer.catch(() => fetch(request));
}
