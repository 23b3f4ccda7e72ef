import { CommunityThings } from "./community-things.js";

export { CommunityThings };
