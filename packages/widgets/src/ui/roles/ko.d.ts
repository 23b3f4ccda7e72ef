import type { Roles } from "./load-roles.js";

/** Names of the roles of scenarios/roles.json, written by the build. */
export declare const roles: Roles;
