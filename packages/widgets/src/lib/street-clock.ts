import type { StreetContext } from "../street/context.js";

const skews = new WeakMap<StreetContext, Promise<number>>();

/** How far the street's clock is ahead of this device's, in milliseconds; asked for once. 0 where nobody answers. */
export function skewOf(street: StreetContext): Promise<number> {
  let skew = skews.get(street);
  if (skew === undefined) {
    skew = street.client.info().then(
      ({ now }) => Date.parse(now) - Date.now(),
      () => 0,
    );
    skews.set(street, skew);
  }
  return skew;
}
