export { handleAuthorityUpdated, handleUpgraded } from "./proxy";
