/** Cases a property test runs: 10,000 unless `SYMBOLON_FUZZ_RUNS` asks for more (a million before a release). */
export const fuzzRuns = Number(process.env.SYMBOLON_FUZZ_RUNS ?? 10_000)
