export { handleAuthorityUpdated, handleEntriesPaused, handleEntriesUnpaused, handleUpgraded } from "./proxy";
