export type { Authentication, Issuer } from "./authenticate.js";
export type { Database, Query } from "./database.js";
export { ProblemError, type Answer, type Caller, type Engine, type Secrets } from "./engine.js";
export { createEngine, createHub, type Hub, type HubOptions } from "./hub.js";
export { verifyChain, type ChainReport } from "./operations/verify-chain.js";
export { migrate, pendingMigrations, type MigrateOptions } from "./store/migrate.js";
