import { bodies, queries } from "../routes/shapes.js";
import { read, street, write, type Operation } from "./operation.js";

/** Operations about who may sign in without being a person, and for whom. */
export const identityOperations: readonly Operation[] = [
  {
    method: "post",
    path: `${street}/sessions`,
    id: "mint-session",
    tag: "identity",
    summary: "Mints a token for one person and some scenarios, for a widget on a host's page.",
    description:
      "The host's own server asks, with `Authorization: Basic` and the client id and secret that it was registered with. The token holds for a resident's part in those scenarios and nothing else, an hour at most.",
    basic: true,
    body: bodies.session,
    answers: { 201: "Session" },
    problems: ["invalid", "no-token", "not-permitted", "not-found", "unknown-actor"],
  },
  {
    method: "get",
    path: `${street}/clients`,
    id: "list-clients",
    tag: "identity",
    summary: "Lists devices and hosts that sign in by a secret; officials only.",
    query: queries.page,
    answers: { 200: "ClientPage" },
    problems: [...read, "not-permitted"],
  },
  {
    method: "post",
    path: `${street}/clients`,
    id: "register-client",
    tag: "identity",
    summary: "Enters a device or a host and draws its secret, which is shown this once; officials only.",
    key: true,
    body: bodies.client,
    answers: { 201: "Client" },
    problems: [...write, "already-there", "unknown-actor"],
  },
  {
    method: "post",
    path: `${street}/clients/{client}/actions/renew`,
    id: "renew-client",
    tag: "identity",
    summary: "Draws another secret, which ends the one before.",
    key: true,
    body: bodies.nothing,
    answers: { 200: "Client" },
    problems: write,
  },
  {
    method: "post",
    path: `${street}/clients/{client}/actions/revoke`,
    id: "revoke-client",
    tag: "identity",
    summary: "Takes a client out of use.",
    key: true,
    body: bodies.nothing,
    answers: { 200: "Client" },
    problems: write,
  },
];
