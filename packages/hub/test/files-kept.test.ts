import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNingwei } from "./set-up/ningwei.js";
import type { Answered, Ningwei } from "./set-up/ningwei.js";

const street = "/v1/streets/ningwei";
const pixel = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=",
  "base64",
);
let ningwei!: Ningwei;

beforeAll(async () => {
  ningwei = await openNingwei();
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

function upload(raw: BodyInit, headers: { readonly [name: string]: string } = {}, key?: string): Promise<Answered> {
  return ningwei.ask("qian", `POST ${street}/files`, {
    raw,
    headers: { "Content-Type": "image/jpeg", "X-File-Name": encodeURIComponent("篮圈.jpg"), ...headers },
    ...(key === undefined ? {} : { key }),
  });
}

describe("a file", () => {
  it("is kept, and given back to whoever kept it as what it is", async () => {
    const { status, headers, body } = await upload(pixel);
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: "篮圈.jpg", type: "image/jpeg", size: pixel.length });
    const request = await ningwei.request("qian", `GET ${headers.get("location")}`);
    const response = await ningwei.hub.fetch(request);
    expect(Buffer.from(await response.arrayBuffer()).equals(pixel)).toBe(true);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(response.headers.get("content-disposition")).toContain(
      "inline; filename=\"__.jpg\"; filename*=UTF-8''%E7%AF%AE%E5%9C%88.jpg",
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("is not given to neighbours, other streets or nobody", async () => {
    const { body } = await upload(pixel);
    expect((await ningwei.ask("jin", `GET ${street}/files/${body.id}`)).status).toBe(404);
    expect((await ningwei.ask("pan", `GET /v1/streets/yingfeng/files/${body.id}`)).status).toBe(404);
    expect((await ningwei.ask(undefined, `GET ${street}/files/${body.id}`)).status).toBe(401);
  });

  it("is what its bytes say, whatever it claims to be", async () => {
    expect((await upload("<script>alert(1)</script>")).body).toMatchObject({ status: 415, code: "unsupported-type" });
    expect((await upload("%PDF-1.7 …", { "Content-Type": "image/png" })).body).toMatchObject({
      type: "application/pdf",
    });
    expect((await upload("")).status).toBe(415);
  });

  it("of more than ten megabytes is refused while it comes in", async () => {
    const big = Buffer.concat([Buffer.from("%PDF-1.7"), Buffer.alloc(10 * 1024 * 1024)]);
    expect((await upload(big)).body.code).toBe("too-large");
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 1 << 20;
        controller.enqueue(new Uint8Array(1 << 20));
      },
    });
    expect((await upload(endless)).status).toBe(413);
    expect(sent).toBeLessThan(14 << 20);
  });

  it("sent twice with one key is kept once", async () => {
    const first = await upload(pixel, {}, "photo-1");
    const again = await upload(pixel, {}, "photo-1");
    expect(again.body.id).toBe(first.body.id);
    expect((await upload("%PDF-1.7", {}, "photo-1")).body.code).toBe("key-reused");
  });
});
