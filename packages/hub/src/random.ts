/** Random bytes of the machine, fetched in pages: an act needs many small ones. */
export function pooledRandom(): (bytes: number) => Uint8Array {
  const pool = new Uint8Array(4096);
  let used = pool.length;
  return (bytes) => {
    if (bytes > pool.length) return crypto.getRandomValues(new Uint8Array(bytes));
    if (used + bytes > pool.length) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    used += bytes;
    const taken = pool.slice(used - bytes, used);
    // What was given out is not kept: salts must not lie around.
    pool.fill(0, used - bytes, used);
    return taken;
  };
}
