export type { Gateway, TextMessage } from "./context.js";
export type { OutsideIssuer } from "./federation.js";
export { createIdentity, type Identity, type IdentityOptions } from "./identity.js";
export { admitLogin, shutOut, type NewLogin } from "./logins.js";
export type { Brand } from "./pages/page.js";
export { hubResource, type WebClient } from "./provider.js";
