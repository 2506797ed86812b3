export { addPackPages, type PackPagesParts, packPageFinder } from './public-page/pack-pages.ts'
export type {
  JourneyLine,
  JourneyStep,
  PublicOutcome,
  PublicPack,
  ReadPublicPack,
  StopReason,
} from './public-page/public-pack.ts'
