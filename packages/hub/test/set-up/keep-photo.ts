import type { Ningwei } from "./ningwei.js";

/** A picture of one point, JPEG. */
export const pixel = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=",
  "base64",
);

/** Takes a photo in for somebody of 宁围街道, and gives its id. */
export async function keepPhoto(ningwei: Ningwei, person: string): Promise<string> {
  const headers = { "Content-Type": "image/jpeg", "X-File-Name": "photo.jpg" };
  const { status, body } = await ningwei.ask(person, "POST /v1/streets/ningwei/files", { raw: pixel, headers });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}
