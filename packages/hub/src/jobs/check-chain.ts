import type { JsonObject } from "@linli/contracts";
import { verifyChain } from "../operations/verify-chain.js";
import type { Job } from "./job.js";

/** Recomputes the chain of events, and reports where it does not hold. */
export const checkChain: Job = async ({ engine, street, told }) => {
  const { street: _, ...report } = await verifyChain(engine, { street: street.id }, ({ done, total }) =>
    told(done, total, null),
  );
  return { report: report as unknown as JsonObject };
};
