import type { JsonObject, ProblemCode } from "@linli/contracts";
import { fileTypes } from "../files/sniff-type.js";
import type { Query } from "../routes/read-query.js";
import { bodies, queries } from "../routes/shapes.js";
import { reference } from "./components.js";

/** One method of one path, before it becomes OpenAPI. */
export interface Operation {
  readonly method: "get" | "post" | "put";
  readonly path: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Anybody may, without a token. */
  readonly open?: boolean;
  readonly query?: Query;
  readonly headers?: readonly { readonly name: string; readonly description: string }[];
  readonly body?: JsonObject;
  /** The body is bytes of one of these types. */
  readonly bytes?: readonly string[];
  readonly bytesOut?: boolean;
  readonly streams?: boolean;
  readonly key?: boolean;
  readonly ifMatch?: boolean;
  /** View by status. */
  readonly answers: { readonly [status: number]: string };
  readonly problems?: readonly ProblemCode[];
}

const street = "/v1/streets/{street}";
const read = ["no-token", "not-found"] as const satisfies readonly ProblemCode[];
const write = ["invalid", "no-token", "not-permitted", "not-found"] as const satisfies readonly ProblemCode[];

/** Every operation that does not depend on a scenario; those of actions are made from the patterns. */
export const operations: readonly Operation[] = [
  {
    method: "get",
    path: "/health",
    id: "read-health",
    tag: "hub",
    summary: "Says that the hub is alive.",
    open: true,
    answers: { 200: "Health" },
    problems: ["method-not-allowed"],
  },
  {
    method: "get",
    path: "/v1/openapi.json",
    id: "read-openapi",
    tag: "hub",
    summary: "Gives this description.",
    open: true,
    answers: { 200: "Anything" },
    problems: ["method-not-allowed"],
  },
  {
    method: "post",
    path: "/v1/streets",
    id: "create-street",
    tag: "streets",
    summary: "Makes a street with its communities; operators only.",
    key: true,
    body: bodies.street,
    answers: { 201: "Street" },
    problems: ["invalid", "no-token", "not-permitted"],
  },
  {
    method: "get",
    path: street,
    id: "read-street",
    tag: "streets",
    summary: "Reads a street's head.",
    open: true,
    answers: { 200: "Street" },
    problems: ["not-found"],
  },
  {
    method: "put",
    path: `${street}/clock`,
    id: "move-clock",
    tag: "streets",
    summary: "Moves the clock of a street made for tests, and runs what falls due.",
    body: bodies.clock,
    answers: { 200: "Clock" },
    problems: [...write, "clock-not-movable"],
  },
  {
    method: "get",
    path: `${street}/me`,
    id: "read-me",
    tag: "streets",
    summary: "Says who the caller is in this street, and for whom she may act.",
    answers: { 200: "Me" },
    problems: read,
  },
  {
    method: "get",
    path: `${street}/members`,
    id: "list-members",
    tag: "members",
    summary: "Lists members; staff only.",
    query: queries.members,
    answers: { 200: "MemberPage" },
    problems: [...read, "not-permitted"],
  },
  {
    method: "put",
    path: `${street}/members/{member}`,
    id: "put-member",
    tag: "members",
    summary: "Enters or changes a member; operators and staff only.",
    body: bodies.member,
    answers: { 200: "Member" },
    problems: write,
  },
  {
    method: "get",
    path: `${street}/scenarios`,
    id: "list-scenarios",
    tag: "scenarios",
    summary: "Lists what this street offers, in its order.",
    query: queries.scenarios,
    answers: { 200: "Scenarios" },
    problems: read,
  },
  {
    method: "get",
    path: `${street}/scenarios/{scenario}`,
    id: "read-scenario",
    tag: "scenarios",
    summary: "Reads a contract as this street runs it.",
    answers: { 200: "Anything" },
    problems: read,
  },
  {
    method: "get",
    path: `${street}/scenarios/{scenario}/availability`,
    id: "read-availability",
    tag: "scenarios",
    summary: "Says what can be had, in one answer.",
    query: queries.availability,
    answers: { 200: "Availability" },
    problems: ["invalid", ...read],
  },
  {
    method: "get",
    path: `${street}/resources`,
    id: "list-resources",
    tag: "resources",
    summary: "Lists resources: by kind, nearest first, open now.",
    query: queries.resources,
    answers: { 200: "ResourcePage" },
    problems: ["invalid", ...read],
  },
  {
    method: "post",
    path: `${street}/resources`,
    id: "create-resource",
    tag: "resources",
    summary: "Makes a resource; staff only.",
    key: true,
    body: bodies.newResource,
    answers: { 201: "Resource" },
    problems: [...write, "already-there", "key-reused"],
  },
  {
    method: "get",
    path: `${street}/resources/{id}`,
    id: "read-resource",
    tag: "resources",
    summary: "Reads a resource.",
    answers: { 200: "Resource" },
    problems: read,
  },
  {
    method: "put",
    path: `${street}/resources/{id}`,
    id: "change-resource",
    tag: "resources",
    summary: "Changes a resource; staff only.",
    ifMatch: true,
    body: bodies.resource,
    answers: { 200: "Resource" },
    problems: [...write, "stale-revision"],
  },
  {
    method: "post",
    path: `${street}/resources/{id}/actions/close`,
    id: "close-resource",
    tag: "resources",
    summary: "Closes a resource: nothing new can be opened on it; what is booked stays.",
    key: true,
    ifMatch: true,
    body: bodies.nothing,
    answers: { 200: "Resource" },
    problems: [...write, "stale-revision", "key-reused"],
  },
  {
    method: "get",
    path: `${street}/resources/{id}/availability`,
    id: "read-resource-availability",
    tag: "resources",
    summary: "Says what can be had of a resource, whatever it is used for.",
    query: queries.availability,
    answers: { 200: "Availability" },
    problems: ["invalid", ...read],
  },
  {
    method: "get",
    path: `${street}/resources/{id}/readings`,
    id: "list-readings",
    tag: "resources",
    summary: "Lists what a resource has measured, newest first.",
    description: "What a resource with something private in it has measured is shown to those who may see all of it.",
    query: queries.readings,
    answers: { 200: "ReadingPage" },
    problems: ["invalid", ...read, "not-permitted"],
  },
  {
    method: "post",
    path: `${street}/resources/{id}/readings`,
    id: "take-readings",
    tag: "resources",
    summary: "Takes in one reading, or up to a thousand; the device itself and staff only.",
    key: true,
    body: { oneOf: [bodies.reading, bodies.readings] },
    answers: { 201: "ReadingPage" },
    problems: [...write, "key-reused", "busy"],
  },
  {
    method: "post",
    path: `${street}/records`,
    id: "open-record",
    tag: "records",
    summary: "Opens a record.",
    description: "With `options.series` every date is a record of its own, and the answer has one outcome for each.",
    key: true,
    body: reference("Open"),
    answers: { 200: "Series", 201: "Record" },
    problems: [...write, "not-eligible", "consent-missing", "period-taken", "key-reused", "busy", "effect-missing"],
  },
  {
    method: "get",
    path: `${street}/records`,
    id: "list-records",
    tag: "records",
    summary: "Lists records, newest first: mine, or those that the caller's unit answers for.",
    query: queries.records,
    answers: { 200: "RecordPage" },
    problems: ["invalid", ...read],
  },
  {
    method: "get",
    path: `${street}/records/{record}`,
    id: "read-record",
    tag: "records",
    summary: "Reads a record with its events.",
    answers: { 200: "Record" },
    problems: read,
  },
  {
    method: "get",
    path: `${street}/records/{record}/children/{kind}`,
    id: "list-children",
    tag: "records",
    summary: "Lists comments, ratings, objections … of a record.",
    query: queries.children,
    answers: { 200: "ChildPage" },
    problems: read,
  },
  {
    method: "get",
    path: `${street}/certificates/{code}`,
    id: "read-certificate",
    tag: "records",
    summary: "Verifies a certificate by its code.",
    open: true,
    answers: { 200: "Certificate" },
    problems: ["not-found"],
  },
  {
    method: "get",
    path: `${street}/events`,
    id: "read-events",
    tag: "events",
    summary: "Reads events in order: in pages, or as server-sent events.",
    query: queries.events,
    headers: [{ name: "Last-Event-ID", description: "Where a stream goes on." }],
    streams: true,
    answers: { 200: "EventPage" },
    problems: ["invalid", ...read],
  },
  {
    method: "post",
    path: `${street}/files`,
    id: "keep-file",
    tag: "files",
    summary: "Takes a file in: 10 MiB at most, its type told by its content, place and camera taken out.",
    key: true,
    bytes: fileTypes,
    body: {},
    headers: [{ name: "X-File-Name", description: "Percent-encoded UTF-8." }],
    answers: { 201: "File" },
    problems: ["key-missing", "no-token", "not-found", "too-large", "unsupported-type", "key-reused"],
  },
  {
    method: "get",
    path: `${street}/files/{id}`,
    id: "read-file",
    tag: "files",
    summary: "Reads a file: whoever kept it, and who may see the record that names it.",
    bytesOut: true,
    answers: { 200: "Anything" },
    problems: read,
  },
];
