import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/** Who has a folder: its process, and when that was started, so that a later process with the same number is told apart. */
interface Owner {
  readonly pid: number;
  readonly started?: string;
}

/**
 * Takes a PGlite folder for this process alone. PGlite itself has no lock: a second process opens a living folder, and
 * one of the two silently loses what it writes.
 * @returns Gives the folder back.
 * @throws Error naming the process that has it.
 */
export function lockFolder(folder: string): () => void {
  const file = `${resolve(folder)}.lock`;
  const mine = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  const text = JSON.stringify({ pid: process.pid, ...startedOf(process.pid) } satisfies Owner);
  writeFileSync(mine, text, { flag: "wx" });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        linkSync(mine, file);
        return () => {
          if (read(file) === text) rmSync(file, { force: true });
        };
      } catch (error) {
        if ((error as { code?: string }).code !== "EEXIST") throw error;
      }
      const found = read(file);
      if (found === undefined) continue;
      const owner = ownerIn(found);
      if (owner !== undefined && isAlive(owner))
        throw new Error(
          `The folder ${folder} is in use by process ${owner.pid}. A PGlite folder takes one hub at a time.`,
        );
      moveAway(file, found);
    }
    throw new Error(`The folder ${folder} could not be locked: ${file} keeps changing.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Takes away the lock of a process that is gone, unless somebody has put theirs there meanwhile. */
function moveAway(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== stale) linkSync(aside, file);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== "EPERM") return false;
  }
  const now = startedOf(owner.pid).started;
  return now === undefined || owner.started === undefined || now === owner.started;
}

/** When a process was started, in ticks since the machine was; only where there is /proc. */
function startedOf(pid: number): { readonly started?: string } {
  const stat = read(`/proc/${pid}/stat`);
  const started = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  return started === undefined ? {} : { started };
}

function ownerIn(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<Owner>;
    return typeof owner.pid === "number" ? (owner as Owner) : undefined;
  } catch {
    return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
