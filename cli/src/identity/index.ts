export { demoPeople, demoSettings, ensureDemoProfiles } from './demo-people.ts'
export { dataFolderOf, findHome } from './home.ts'
export { readKnownLogs, rememberLog } from './known-logs.ts'
export {
  type Acting,
  nodeAddress,
  openClient,
  openLastingClient,
  openPublicClient,
  profileName,
} from './open-client.ts'
export { listProfiles, type Profile, profileFolder, readProfile, writePrivate } from './profiles.ts'
export { readSecretFile } from './secret-file.ts'
