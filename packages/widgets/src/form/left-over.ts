import type { Json, JsonObject } from "@linli/contracts";
import { check } from "./check.js";
import { fieldsOf } from "./fields.js";
import type { FormModel } from "./form-model.js";
import { put } from "./pointers.js";

/** Takes away what was answered to a question that another answer has made void, and what was only begun. */
export function dropLeftOver({ task: { schema }, value, requestUpdate }: FormModel): void {
  const members = value as JsonObject;
  const barred = (one: Json) =>
    check(schema, one).filter(({ keyword }) => keyword === "not" || keyword === "false schema").length;
  for (const [name, own] of Object.entries(members)) {
    const { [name]: _, ...others } = members;
    const isAsked = fieldsOf(schema, "", others).some(({ at }) => `${at}/`.startsWith(`/${name}/`));
    if (!isAsked && (JSON.stringify(own) === "{}" || barred(others) < barred(members)))
      put(value, `/${name}`, undefined);
  }
  requestUpdate();
}
