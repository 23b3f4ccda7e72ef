const told = new Set(["udta", "meta", "uuid"]);
const opened = new Set(["moov", "trak", "moof", "traf"]);

/**
 * Blanks the boxes of an MP4 (film or sound) that say where and with what it was taken. They become free space of the
 * same length, so that nothing that is pointed at moves.
 * @returns `undefined` where the bytes are no whole MP4.
 * Source: ISO/IEC 14496-12.
 */
export function stripMp4(bytes: Uint8Array): Uint8Array | undefined {
  const copy = bytes.slice();
  return blankBoxes(copy, 0, copy.length) ? copy : undefined;
}

function blankBoxes(bytes: Uint8Array, from: number, to: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = from; at < to;) {
    if (at + 8 > to) return false;
    const small = view.getUint32(at);
    const large = small === 1 && at + 16 <= to;
    const size = small === 0 ? to - at : large ? Number(view.getBigUint64(at + 8)) : small;
    const head = large ? 16 : 8;
    if (size < head || at + size > to) return false;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (told.has(type)) {
      bytes.set([0x66, 0x72, 0x65, 0x65], at + 4);
      bytes.fill(0, at + head, at + size);
    } else if (opened.has(type) && !blankBoxes(bytes, at + head, at + size)) return false;
    at += size;
  }
  return true;
}
