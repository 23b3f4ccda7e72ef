import { createConfig, lintFromString } from "@redocly/openapi-core";
import { bundle } from "@linli/contracts/bundle";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "../src/openapi/document.js";

interface Document {
  readonly paths: {
    readonly [path: string]: {
      readonly [method: string]: { readonly operationId: string; readonly requestBody?: unknown };
    };
  };
  readonly components: { readonly schemas: { readonly [name: string]: { readonly [keyword: string]: unknown } } };
}

const document = openApiDocument(bundle) as unknown as Document;

describe("the description of the interface", () => {
  it("is clean under Redocly's recommended rules", async () => {
    const config = await createConfig({ extends: ["recommended"] });
    const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: "openapi.json", config });
    expect(
      found.map(
        ({ ruleId, severity, message, location }) => `${severity} ${ruleId}: ${message} ${location[0]?.pointer ?? ""}`,
      ),
    ).toEqual([]);
  });

  it("says of every scenario what opens it, told apart by its id", () => {
    const open = document.components.schemas["Open"] as {
      readonly oneOf: readonly object[];
      readonly discriminator: { readonly mapping: object };
    };
    const ids = bundle.contracts.map((one) => ("contract" in one ? one.contract.id : one.id));
    expect(Object.keys(open.discriminator.mapping)).toEqual(ids);
    expect(open.oneOf).toHaveLength(ids.length);
    expect(document.components.schemas["sports.venues.court.Record"]).toHaveProperty("properties.players.maximum", 30);
  });

  it("has a path for every action that people can take, with what it takes in", () => {
    const complete = document.paths["/v1/streets/{street}/records/{record}/actions/complete"]?.["post"];
    expect(JSON.stringify(complete?.requestBody)).toContain("sports.venues.court.complete");
    expect(document.paths).not.toHaveProperty(["/v1/streets/{street}/records/{record}/actions/promote"]);
  });

  it("names every operation once", () => {
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((operation) => operation.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
