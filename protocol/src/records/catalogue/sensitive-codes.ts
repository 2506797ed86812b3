import type { SensitiveLabel } from './sensitive-labels.ts'

/** Which codes of one system carry a label. */
export interface SensitiveCodes {
  readonly label: SensitiveLabel
  readonly system: CodeSystem
  /** Codes as they are written; in `icd10` and `atc` every code that starts with one of these. */
  readonly codes: string
  readonly source: string
}

export type CodeSystem = 'icd10' | 'atc' | 'snomed' | 'loinc' | 'rxnorm' | 'sensitivity' | 'diagnosticService'

/** The names that each code system goes by. */
export const systemUrls: Readonly<Record<CodeSystem, readonly string[]>> = {
  icd10: [
    'http://hl7.org/fhir/sid/icd-10',
    'http://hl7.org/fhir/sid/icd-10-cm',
    'http://hl7.org/fhir/sid/icd-10-gm',
    'urn:oid:2.16.840.1.113883.6.3',
    'urn:oid:2.16.840.1.113883.6.90',
  ],
  atc: ['http://www.whocc.no/atc', 'urn:oid:2.16.840.1.113883.6.73'],
  snomed: ['http://snomed.info/sct'],
  loinc: ['http://loinc.org'],
  rxnorm: ['http://www.nlm.nih.gov/research/umls/rxnorm'],
  sensitivity: ['http://terminology.hl7.org/CodeSystem/v3-ActCode'],
  diagnosticService: ['http://terminology.hl7.org/CodeSystem/v2-0074'],
}

/** Code systems whose codes are compared by their beginning, without dots. */
export const prefixSystems: ReadonlySet<CodeSystem> = new Set(['icd10', 'atc'])

const icd = 'WHO ICD-10 2019, the chapters and blocks named; ICD-10-CM 2024 where it goes deeper'
const atc = 'WHO ATC index 2024, the groups named'
const sct = 'SNOMED CT International; concepts as listed, not their descendants'
const loinc = 'LOINC 2.7x'
const rxnorm = 'RxNorm: ingredients, and the products that Synthea prescribes'
const hl7 = 'HL7 v3 ActCode, ActInformationSensitivityPolicy: what the sender itself marked in meta.security'

/**
 * The one table of what is sensitive. Left out on purpose: tobacco (F17, N07BA), since 42 CFR Part 2 does not protect it;
 * dementia (F00 to F03), whose carers need it; lamivudine and tenofovir products that hepatitis B is treated with.
 * SNOMED CT, LOINC and RxNorm codes are listed one by one: a code that is not here is not recognised.
 */
export const sensitiveCodes: readonly SensitiveCodes[] = [
  // Mental, behavioural and neurodevelopmental disorders; intentional self-harm; personal history of it.
  {
    label: 'mental-health',
    system: 'icd10',
    codes:
      'F04 F05 F06 F07 F09 F2 F3 F4 F5 F6 F7 F8 F9 X6 X70 X71 X72 X73 X74 X75 X76 X77 X78 X79 X80 X81 X82 X83 X84 R4585 T1491 Z133 Z134 Z865 Z914 Z915 Z004',
    source: icd,
  },
  // Antipsychotics, anxiolytics, antidepressants, psychostimulants for ADHD, combinations.
  { label: 'mental-health', system: 'atc', codes: 'N05A N05B N06A N06BA N06C', source: atc },
  // Depression, anxiety, panic, post-traumatic stress, bipolar, psychosis, obsession, ADHD, autism, eating disorders, suicide;
  // screening for depression and anxiety, psychotherapy.
  {
    label: 'mental-health',
    system: 'snomed',
    codes:
      '74732009 35489007 370143000 36923009 66344007 310495003 197480006 21897009 371631005 47505003 13746004 58214004 69322001 191736004 406506008 408856003 35919005 72366004 56882008 78004001 82313006 6471006 171207006 454711000124102 715252007 710841007 75516001 228557008',
    source: sct,
  },
  // PHQ-9 and PHQ-2, GAD-7, Edinburgh scale: panels, scores and their items.
  {
    label: 'mental-health',
    system: 'loinc',
    codes:
      '44249-1 44261-6 55757-9 55758-7 44250-9 44251-7 44252-5 44253-3 44254-1 44255-8 44256-6 44257-4 44258-2 44259-0 44260-8 69737-5 70274-6 69725-0 68509-9 69733-4 69734-2 69735-9 69689-8 69736-7 71354-5 99046-5',
    source: loinc,
  },
  // Antidepressants, lithium, antipsychotics, methylphenidate.
  {
    label: 'mental-health',
    system: 'rxnorm',
    codes: '36437 4493 2556 321988 32937 39786 72625 42347 15996 10737 704 6448 51272 61381 35636 89013 5093 2626 6901',
    source: rxnorm,
  },
  { label: 'mental-health', system: 'sensitivity', codes: 'BH COGN DVD EMOTDIS MH PSY PSYTHPN', source: hl7 },

  // HIV disease, status, contact, laboratory evidence, pregnancy with HIV, counselling.
  { label: 'hiv', system: 'icd10', codes: 'B20 B21 B22 B23 B24 Z21 R75 Z206 O987 Z114 Z717 F024', source: icd },
  // Protease, non-nucleoside and integrase inhibitors, HIV combinations, zidovudine and its like.
  {
    label: 'hiv',
    system: 'atc',
    codes: 'J05AE J05AG J05AJ J05AR J05AF01 J05AF02 J05AF04 J05AF06 J05AF09',
    source: atc,
  },
  // HIV infection, AIDS, carrier state, tests.
  {
    label: 'hiv',
    system: 'snomed',
    codes: '86406008 62479008 91947003 165816005 40780007 79019005 31676001 171121004',
    source: sct,
  },
  // Antibody, antigen, RNA, panels.
  {
    label: 'hiv',
    system: 'loinc',
    codes: '7917-8 7918-6 29893-5 30361-0 31201-7 33660-2 48345-3 56888-1 68961-2 75622-1 80387-4 20447-9 25836-8',
    source: loinc,
  },
  { label: 'hiv', system: 'rxnorm', codes: '195085 276237 11413 190521 1433868 719872 460132 343047', source: rxnorm },
  { label: 'hiv', system: 'sensitivity', codes: 'HIV', source: hl7 },

  // Pregnancy, birth, abortion, contraception, infertility, sexual dysfunction, sexually transmitted infections.
  {
    label: 'reproductive-health',
    system: 'icd10',
    codes:
      'O A50 A51 A52 A53 A54 A55 A56 A57 A58 A59 A60 A63 A64 N46 N96 N97 N98 F52 F64 F65 F66 Z113 Z202 Z224 Z30 Z31 Z32 Z33 Z34 Z35 Z36 Z37 Z39 Z3A Z640 Z641 Z70 Z725 Z875 Z975',
    source: icd,
  },
  // Contraceptives, ovulation stimulants, emergency contraception, mifepristone, misoprostol and other uterotonics, impotence.
  { label: 'reproductive-health', system: 'atc', codes: 'G02A G02B G03A G03G G03XB G04BE', source: atc },
  // Pregnancy, its visits, tests and complications, birth, abortion, contraception, sterilisation, infertility, infections.
  {
    label: 'reproductive-health',
    system: 'snomed',
    codes:
      '72892002 77386006 19169002 35999006 79586000 156073000 198992004 398254007 48194001 11687002 386639001 714812005 386394001 10383002 13197004 169553002 65200003 68254000 252160004 424441002 424619006 169762003 183460006 66348005 85548006 5880005 225158009 274804006 169230002 271442007 443529005 275833003 134435003 135892000 312404004 713076009 11466000 237001001 31208007 287664005 22523008 8619003 6738008 2904007 52637005 8098009 15628003 76272004 105629000 240589008 33839006 165829005 269828009 310861008',
    source: sct,
  },
  // hCG, pregnancy status, last period, due date, obstetric history, tests for gonorrhoea, chlamydia and syphilis.
  {
    label: 'reproductive-health',
    system: 'loinc',
    codes:
      '2106-3 2118-8 2119-6 19080-1 21198-7 80384-1 82810-3 8665-2 11778-8 11996-6 11977-6 11612-1 11613-9 11614-7 21613-5 24111-7 20507-0',
    source: loinc,
  },
  // Contraceptives by product, levonorgestrel, ethinyl estradiol, medroxyprogesterone, clomiphene, mifepristone, misoprostol.
  {
    label: 'reproductive-health',
    system: 'rxnorm',
    codes:
      '748856 748879 748962 749762 749785 749882 751905 757594 807283 831533 978950 389221 1534809 1000126 1359133 1605257 1856546 235389 6373 4124 6691 2596 6916 42331',
    source: rxnorm,
  },
  { label: 'reproductive-health', system: 'sensitivity', codes: 'SEX STD', source: hl7 },

  // Alcohol and drugs: disorders, poisoning by narcotics, counselling, history; tobacco is left out.
  {
    label: 'substance-use',
    system: 'icd10',
    codes:
      'F10 F11 F12 F13 F14 F15 F16 F18 F19 T40 T510 X42 X45 X62 X65 Y90 Y91 R780 R781 R782 R783 R784 R785 Z502 Z503 Z714 Z715 Z721 Z722 Z811 Z813 Z864',
    source: icd,
  },
  // Medicines for dependence on alcohol and opioids.
  { label: 'substance-use', system: 'atc', codes: 'N07BB N07BC', source: atc },
  // Alcohol, opioid, cannabis, cocaine use disorders, overdose, screening and treatment.
  {
    label: 'substance-use',
    system: 'snomed',
    codes:
      '66590003 15167005 7200002 26416006 191816009 75544000 5602001 6525002 361055000 55680006 37344009 85005007 31956009 78267003 428211000124100 868187001 763302001 713106006 266707007',
    source: sct,
  },
  // AUDIT, AUDIT-C, DAST-10, histories of use, ethanol and drugs in blood and urine.
  {
    label: 'substance-use',
    system: 'loinc',
    codes:
      '72109-2 75624-7 75626-2 82666-9 82667-7 68517-2 74013-4 11331-6 11342-3 5640-8 5643-2 3349-8 3397-7 3426-4 3879-4',
    source: loinc,
  },
  // Buprenorphine, methadone, naltrexone, disulfiram, acamprosate.
  { label: 'substance-use', system: 'rxnorm', codes: '1819 6813 7243 3554 82819', source: rxnorm },
  { label: 'substance-use', system: 'sensitivity', codes: 'ETH ETHUD OPIOIDUD SUD', source: hl7 },

  // Carrier state, susceptibility, genetic counselling and screening, family carriers, chromosomal anomalies.
  { label: 'genetic', system: 'icd10', codes: 'Q9 Z137 Z14 Z15 Z315 Z3143 Z3144 Z8481', source: icd },
  // Genetic tests, BRCA1 and BRCA2, aneuploidy screening, and hereditary disease that names its gene.
  {
    label: 'genetic',
    system: 'snomed',
    codes: '405824009 412734009 412738007 443529005 41040004 190905008 58756001 127040003',
    source: sct,
  },
  // Genetic reports, panels, genes, variants, karyotype.
  {
    label: 'genetic',
    system: 'loinc',
    codes: '51969-4 51967-8 48018-6 53037-8 69548-6 81247-9 55233-1 81252-9 48004-6 48005-3 21636-6 29770-5',
    source: loinc,
  },
  { label: 'genetic', system: 'diagnosticService', codes: 'GE', source: 'HL7 v2 table 0074, Genetics' },
  { label: 'genetic', system: 'sensitivity', codes: 'GDIS SCA SICKLE', source: hl7 },

  // Maltreatment, assault, abuse, its perpetrators, counselling, history.
  {
    label: 'violence',
    system: 'icd10',
    codes:
      'T74 T76 X85 X86 X87 X88 X89 X9 Y00 Y01 Y02 Y03 Y04 Y05 Y06 Y07 Y08 Y09 Z044 Z045 Z047 Z69 Z6281 Z614 Z615 Z616 Z914 O9A3 O9A4 O9A5',
    source: icd,
  },
  // Abuse, its victims, sexual assault, screening for domestic abuse.
  { label: 'violence', system: 'snomed', codes: '386702006 397940009 706893006 248110007 866148006', source: sct },
  // HARK: humiliation, afraid, rape, kick.
  { label: 'violence', system: 'loinc', codes: '76499-3 76500-8 76501-6 76502-4 76504-0', source: loinc },
  { label: 'violence', system: 'sensitivity', codes: 'MST SDV VIO', source: hl7 },
]

/** Resource types that carry a label whatever they hold. */
export const sensitiveTypes: ReadonlyMap<string, SensitiveLabel> = new Map([['MolecularSequence', 'genetic']])
