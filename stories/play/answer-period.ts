import type { Period } from "@linli/contracts";
import type { CommunityForm } from "@linli/widgets";
import { choose, write } from "./answer.js";
import type { Answer } from "./answer.js";
import { find, settle, until } from "./look.js";

const mostTurns = 16;

/** Chooses day, beginning and length on the grid; where there is none, types beginning and end. */
export async function answerPeriod({ form, at }: Answer, { start, end }: Period): Promise<boolean> {
  const root = form.renderRoot;
  const typed = [
    find<HTMLInputElement>(form, `[name="${CSS.escape(`${at}/start`)}"]`),
    find<HTMLInputElement>(form, `[name="${CSS.escape(`${at}/end`)}"]`),
  ];
  if (typed[0] !== undefined && typed[1] !== undefined) {
    write(typed[0], start.slice(0, 16));
    write(typed[1], end.slice(0, 16));
    return true;
  }
  let isNew = await chooseDay(form, start.slice(0, 10));
  const minutes = Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16));
  const time = root.querySelector<HTMLInputElement>(`input[name="?time"][value="${minutes}"]`);
  if (time === null) return isNew;
  isNew = choose(time) || isNew;
  await settle(form);
  if (await chooseEnd(form, at, end)) return true;
  for (const length of root.querySelectorAll<HTMLInputElement>('input[name="?length"]')) {
    if (form.model.get(`${at}/end`) === end) break;
    isNew = choose(length) || isNew;
    await form.updateComplete;
  }
  return isNew;
}

/** Chooses the day and the time at which it ends, where those are asked. */
async function chooseEnd(form: CommunityForm, at: string, end: string): Promise<boolean> {
  const isEnd = () => form.model.get(`${at}/end`) === end;
  if (isEnd()) return false;
  const day = find<HTMLSelectElement>(form, '[id="?until-day"]');
  if (day !== undefined && day.value !== end.slice(0, 10)) {
    write(day, end.slice(0, 10));
    await settle(form);
  }
  const time = find<HTMLSelectElement>(form, '[id="?until-time"]');
  const wanted = [...(time?.options ?? [])].find(({ textContent }) =>
    textContent?.trim().startsWith(end.slice(11, 16)),
  );
  if (time === undefined || wanted === undefined) return false;
  write(time, wanted.value);
  await settle(form);
  return isEnd();
}

/** Turns the strip until the day is on it, and chooses it. */
async function chooseDay(form: CommunityForm, date: string): Promise<boolean> {
  for (let turns = 0; turns < mostTurns; turns++) {
    const first = firstDay(form);
    const day = form.renderRoot.querySelector<HTMLInputElement>(`.day input[value="${date}"]`);
    if (day !== null) {
      const isNew = choose(day);
      await settle(form);
      return isNew;
    }
    const later = [...form.renderRoot.querySelectorAll<HTMLButtonElement>(".turn button")].at(-1);
    if (later === undefined) return false;
    later.click();
    await until("other days", form, () => firstDay(form) !== first);
    await settle(form);
  }
  return false;
}

const firstDay = (form: CommunityForm): string | null | undefined => form.renderRoot.querySelector(".day")?.textContent;
