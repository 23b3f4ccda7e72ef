import type { Runtime } from "@linli/contracts";

/** Formats that contracts may name, and the member of the runtime that checks each. */
export const formatMembers = {
  date: "date",
  time: "time",
  "date-time": "dateTime",
  "local-time": "localTime",
  duration: "duration",
  uuid: "uuid",
  email: "email",
  uri: "uri",
  "national-id": "nationalId",
  "credit-code": "creditCode",
} as const satisfies { readonly [format: string]: keyof Runtime };
