import type { JsonObject, ResourceView } from "@linli/contracts";
import type { Answer, Caller, Engine } from "../engine.js";

/** A resource as staff enter it. */
export interface ResourceInput {
  /** Chosen by whoever makes it; absent: a uuid. */
  readonly id?: string;
  readonly kind: string;
  readonly name: string;
  readonly community?: string;
  readonly parent?: string;
  readonly place?: { readonly lat: number; readonly lon: number; readonly address?: string };
  /** Absent: published. */
  readonly life?: "draft" | "published" | "closed" | "retired";
  readonly value: JsonObject;
}

/**
 * Makes a resource; staff only.
 * @throws not-permitted, invalid, unknown-kind, exists
 */
export async function createResource(engine: Engine, caller: Caller, input: { readonly street: string; readonly resource: ResourceInput; readonly key?: string }): Promise<Answer<ResourceView>> {
  throw new Error("being written");
}
