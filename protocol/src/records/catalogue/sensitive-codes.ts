import type { CodeSystem } from './code-systems.ts'
import type { SensitiveLabel } from './sensitive-labels.ts'

/** Which codes of one system carry a label. */
export interface SensitiveCodes {
  readonly label: SensitiveLabel
  readonly system: CodeSystem
  /** Codes as they are written; in `prefixSystems` every code that starts with one of these, dots left out. */
  readonly codes: string
  readonly source: string
}

const icd = 'WHO ICD-10 2019, the chapters and blocks named; ICD-10-CM 2024 where it goes deeper'
const icd9 = 'ICD-9-CM 2014, the categories named'
const icpc = 'WONCA ICPC-2, the rubrics named'
const atc = 'WHO ATC index 2024, the groups named'
const sct = 'SNOMED CT International; concepts as listed, not their descendants'
const loinc = 'LOINC 2.7x'
const rxnorm = 'RxNorm: ingredients, some products, and those that Synthea prescribes; others by name'
const hl7 = 'HL7 v3 ActCode, InformationSensitivityPolicy and ActUSPrivacyLaw: what the sender itself marked'

/**
 * The one table of sensitive codes; names are in `sensitive-names.ts`. Left out on purpose: tobacco (F17, N07BA), since
 * 42 CFR Part 2 does not protect it; dementia (F00 to F03), whose carers need it; lamivudine and tenofovir products that
 * hepatitis B is treated with; nirmatrelvir with ritonavir (J05AE30), which is for COVID-19.
 * SNOMED CT, LOINC and RxNorm codes are listed one by one: of a code that is not here only its name may tell.
 */
export const sensitiveCodes: readonly SensitiveCodes[] = [
  // Mental, behavioural and neurodevelopmental disorders; intentional self-harm; personal history of it.
  {
    label: 'mental-health',
    system: 'icd10',
    codes:
      'F04 F05 F06 F07 F09 F2 F3 F4 F5 F6 F7 F8 F9 X6 X70 X71 X72 X73 X74 X75 X76 X77 X78 X79 X80 X81 X82 X83 X84 R4585 R4588 T1491 Y870 Z133 Z134 Z865 Z914 Z915 Z004',
    source: icd,
  },
  {
    label: 'mental-health',
    system: 'icd9',
    codes:
      '293 295 296 297 298 299 300 301 302 306 307 308 309 310 311 312 313 314 315 316 317 318 319 6484 E95 V11 V6284 V790',
    source: icd9,
  },
  {
    label: 'mental-health',
    system: 'icpc2',
    codes: 'P01 P02 P03 P71 P72 P73 P74 P75 P76 P77 P79 P80 P81 P82 P85 P86 P98 P99',
    source: icpc,
  },
  // Antipsychotics, anxiolytics, antidepressants, psychostimulants for ADHD, combinations.
  { label: 'mental-health', system: 'atc', codes: 'N05A N05B N06A N06BA N06C', source: atc },
  // Depression, anxiety, panic, phobias, stress disorders, bipolar, psychosis, schizophrenia, obsession, ADHD, autism,
  // personality and eating disorders, suicide and self-harm; screening for depression and anxiety, psychotherapy.
  {
    label: 'mental-health',
    system: 'snomed',
    codes:
      '74732009 35489007 370143000 36923009 66344007 310495003 87414006 78667006 231504006 58703003 48694002 197480006 21897009 371631005 25501002 70691001 386808001 47505003 67195008 17226007 13746004 371596008 83225003 231494001 58214004 64905009 26025008 35252006 111484002 68890003 48500005 69322001 191736004 406506008 7461003 31177006 408856003 35919005 23560001 110359009 33449004 20010003 26665006 72366004 56882008 78004001 82313006 6471006 86849004 248062006 225444004 31297008 44376007 2776000 171207006 454711000124102 715252007 710841007 75516001 228557008',
    source: sct,
  },
  // PHQ-9 and PHQ-2, GAD-7, Edinburgh scale: panels, scores and their items; psychiatric notes.
  {
    label: 'mental-health',
    system: 'loinc',
    codes:
      '44249-1 44261-6 55757-9 55758-7 44250-9 44251-7 44252-5 44253-3 44254-1 44255-8 44256-6 44257-4 44258-2 44259-0 44260-8 69737-5 70274-6 69725-0 68509-9 69733-4 69734-2 69735-9 69689-8 69736-7 71354-5 99046-5 34788-0',
    source: loinc,
  },
  // Antidepressants, lithium, antipsychotics, methylphenidate.
  {
    label: 'mental-health',
    system: 'rxnorm',
    codes:
      '36437 4493 2556 321988 32937 39786 72625 42347 15996 10737 704 6448 51272 61381 35636 89013 5093 2626 6901 312938 312940 312941 310384 310385 200371 309313 309314 349332 351249 351250',
    source: rxnorm,
  },
  {
    label: 'mental-health',
    system: 'sensitivity',
    codes: 'BH COGN DVD EMOTDIS MH PSY PSYTHPN HIPAAPsyNotes',
    source: hl7,
  },

  // HIV disease, status, contact, laboratory evidence, pregnancy with HIV, prophylaxis, counselling.
  {
    label: 'hiv',
    system: 'icd10',
    codes: 'B20 B21 B22 B23 B24 B9735 Z21 R75 Z206 O987 Z114 Z2981 Z717 F024',
    source: icd,
  },
  { label: 'hiv', system: 'icd9', codes: '042 043 044 07953 79571 V08', source: icd9 },
  { label: 'hiv', system: 'icpc2', codes: 'B90 B25', source: icpc },
  // Protease, non-nucleoside and integrase inhibitors, HIV combinations, zidovudine and its like, entry inhibitors.
  {
    label: 'hiv',
    system: 'atc',
    codes:
      'J05AE0 J05AE10 J05AG J05AJ J05AR J05AF01 J05AF02 J05AF03 J05AF04 J05AF06 J05AF09 J05AX07 J05AX08 J05AX09 J05AX12 J05AX23 J05AX29 J05AX31 V03AX03',
    source: atc,
  },
  // HIV infection, AIDS, carrier state, tests.
  {
    label: 'hiv',
    system: 'snomed',
    codes: '86406008 62479008 91947003 111880001 165816005 40780007 79019005 31676001 171121004 315124004 81000119104',
    source: sct,
  },
  // Antibody, antigen, RNA, genotype, panels.
  {
    label: 'hiv',
    system: 'loinc',
    codes:
      '5220-9 5221-7 5222-5 5223-3 5225-8 7917-8 7918-6 10351-5 14092-1 20447-9 21007-0 22356-0 24012-7 24013-5 25835-0 25836-8 29539-4 29541-0 29893-5 30245-5 30361-0 31201-7 32571-2 33660-2 33866-5 34591-8 34592-6 42600-7 43009-0 43010-8 44871-2 47359-5 48345-3 48346-1 49890-7 49905-3 53379-4 53825-6 53923-9 54086-4 56888-1 57975-5 57976-3 57977-1 57978-9 58900-2 59419-2 62469-2 68961-2 69668-2 70241-5 73905-2 73906-0 75622-1 75666-8 77685-6 80203-3 80387-4 81641-3 83101-6 85037-0 86657-4',
    source: loinc,
  },
  {
    label: 'hiv',
    system: 'rxnorm',
    codes: '195085 276237 11413 190521 1433868 719872 460132 343047 349477 639888',
    source: rxnorm,
  },
  { label: 'hiv', system: 'sensitivity', codes: 'HIV', source: hl7 },

  // Pregnancy, birth, abortion, contraception, infertility, sexual dysfunction, sexually transmitted infections.
  {
    label: 'reproductive-health',
    system: 'icd10',
    codes:
      'O A50 A51 A52 A53 A54 A55 A56 A57 A58 A59 A60 A63 A64 N46 N484 N52 N96 N97 N98 F52 F64 F65 F66 Z113 Z202 Z224 Z3 Z640 Z641 Z70 Z725 Z875 Z87890 Z975 Z985',
    source: icd,
  },
  {
    label: 'reproductive-health',
    system: 'icd9',
    codes: '63 64 65 66 67 09 0541 07811 302 606 60784 628 V22 V23 V24 V25 V26 V27 V28 V615 V616 V617 V692 V724 V745',
    source: icd9,
  },
  {
    label: 'reproductive-health',
    system: 'icpc2',
    codes: 'W P07 P08 P09 X07 X23 X24 X70 X71 X73 X90 X91 X92 Y07 Y10 Y13 Y14 Y25 Y70 Y71 Y72 Y76',
    source: icpc,
  },
  // Contraceptives, ovulation stimulants, emergency contraception, mifepristone, misoprostol and other uterotonics, impotence.
  { label: 'reproductive-health', system: 'atc', codes: 'G02A G02B G03A G03G G03XB G04BE H01BB02', source: atc },
  // Pregnancy, its visits, tests and complications, birth, miscarriage, abortion, contraception, sterilisation,
  // infertility, sexually transmitted infections.
  {
    label: 'reproductive-health',
    system: 'snomed',
    codes:
      '72892002 77386006 19169002 17369002 34801009 57797005 44782008 35999006 79586000 156073000 198992004 398254007 15938005 48194001 11687002 386639001 714812005 386394001 10383002 13197004 169553002 65200003 68254000 252160004 424441002 424619006 169762003 183460006 66348005 85548006 225158009 274804006 169230002 271442007 443529005 275833003 134435003 135892000 312404004 713076009 11466000 237001001 31208007 287664005 22523008 8619003 6738008 2904007 52637005 8098009 15628003 76272004 105629000 240589008 33839006 165829005 269828009 310861008 281050002 276507005',
    source: sct,
  },
  // hCG, pregnancy status, last period, due date, obstetric history, gonorrhoea, chlamydia and syphilis, orientation, identity.
  {
    label: 'reproductive-health',
    system: 'loinc',
    codes:
      '2106-3 2110-5 2118-8 2119-6 19080-1 21198-7 80384-1 82810-3 8665-2 11778-8 11996-6 11977-6 11612-9 11613-7 11614-5 21613-5 24111-7 20507-0 76690-7 76691-5',
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
  { label: 'reproductive-health', system: 'sensitivity', codes: 'SEX STD GENDER PREGNANT REPROHEALTH', source: hl7 },

  // Alcohol and drugs: disorders, organ damage by alcohol, poisoning by narcotics, counselling, history; no tobacco.
  {
    label: 'substance-use',
    system: 'icd10',
    codes:
      'F10 F11 F12 F13 F14 F15 F16 F18 F19 F55 E244 G312 G621 G721 I426 K292 K70 K852 K860 O354 O355 P043 P044 P961 Q860 T40 T436 T510 X42 X45 X62 X65 Y12 Y15 Y90 Y91 R780 R781 R782 R783 R784 R785 Z0283 Z502 Z503 Z714 Z715 Z721 Z722 Z811 Z813 Z864',
    source: icd,
  },
  {
    label: 'substance-use',
    system: 'icd9',
    codes:
      '291 292 303 304 3050 3052 3053 3054 3055 3056 3057 3058 3059 3575 4255 5353 5710 5711 5712 5713 6483 6555 76071 7795 9650 9800 E8500 E860 V113 V791',
    source: icd9,
  },
  { label: 'substance-use', system: 'icpc2', codes: 'P15 P16 P18 P19', source: icpc },
  // Medicines for dependence on alcohol and opioids.
  { label: 'substance-use', system: 'atc', codes: 'N07BB N07BC', source: atc },
  // Alcohol, opioid, heroin, cannabis, cocaine use disorders, overdose, screening and treatment.
  {
    label: 'substance-use',
    system: 'snomed',
    codes:
      '66590003 15167005 7200002 26416006 66214007 191816009 75544000 231477003 5602001 6525002 361055000 55680006 37344009 85005007 31956009 78267003 428211000124100 868187001 763302001 713106006 266707007',
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
  {
    label: 'substance-use',
    system: 'sensitivity',
    codes: 'ETH ETHUD OPIOIDUD SUD 42CFRPart2 Title38Section7332',
    source: hl7,
  },

  // Carrier state, susceptibility, counselling and screening, chromosomal anomalies, and hereditary disease that names its
  // gene: thalassaemia, sickle cell, haemophilia, thrombophilia, phenylketonuria, cystic fibrosis, Huntington, ataxia,
  // spinal muscular atrophy, hereditary neuropathy, muscular dystrophy, neurofibromatosis, Marfan, Ehlers-Danlos.
  {
    label: 'genetic',
    system: 'icd10',
    codes:
      'D56 D57 D66 D67 D6851 D6852 E700 E701 E750 E84 E8801 G10 G111 G114 G120 G121 G600 G710 Q796 Q85 Q874 Q9 Z137 Z14 Z15 Z315 Z3143 Z3144 Z8481',
    source: icd,
  },
  { label: 'genetic', system: 'icd9', codes: '2701 2770 2824 2826 2860 2861 3334 758 V263 V83 V84', source: icd9 },
  { label: 'genetic', system: 'icpc2', codes: 'B78', source: icpc },
  // Medicines for cystic fibrosis that name the gene.
  { label: 'genetic', system: 'atc', codes: 'R07AX02 R07AX3', source: atc },
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
      'T74 T76 X85 X86 X87 X88 X89 X9 Y00 Y01 Y02 Y03 Y04 Y05 Y06 Y07 Y08 Y09 Y871 N9081 Z044 Z045 Z047 Z69 Z6281 Z614 Z615 Z616 Z654 Z914 O9A3 O9A4 O9A5',
    source: icd,
  },
  {
    label: 'violence',
    system: 'icd9',
    codes: '9955 99580 99581 99582 99583 99584 99585 E96 V154 V6121 V713 V715 V716',
    source: icd9,
  },
  { label: 'violence', system: 'icpc2', codes: 'Z25', source: icpc },
  // Abuse, its victims, sexual assault, screening for domestic abuse.
  {
    label: 'violence',
    system: 'snomed',
    codes: '386702006 397940009 706893006 248110007 866148006 95922009',
    source: sct,
  },
  // HARK: humiliation, afraid, rape, kick.
  { label: 'violence', system: 'loinc', codes: '76499-3 76500-8 76501-6 76502-4 76504-0', source: loinc },
  { label: 'violence', system: 'sensitivity', codes: 'MST SDV VIO', source: hl7 },

  // What the sender holds back without one of the subjects above: taboo, at the patient's request, of a celebrity.
  {
    label: 'restricted',
    system: 'sensitivity',
    codes:
      'SPI TBOO IDS DEMO DOB LIVARG MARST PATLOC RACE REL B EMPL LOCIS SSP ADOL CEL VIP DIA DRGIS EMP PDS PHY PRS HIPAASelfPay',
    source: hl7,
  },
  {
    label: 'restricted',
    system: 'confidentiality',
    codes: 'R V',
    source: 'HL7 v3 Confidentiality; counts where no sensitivity code of the sender says why',
  },
]

/** Codes of ICD-10-CM whose sixth letter says how the poisoning came about. @source ICD-10-CM 2024, T36 to T65 and T71 */
export const sensitivePatterns: readonly { label: SensitiveLabel; system: CodeSystem; pattern: RegExp }[] = [
  { label: 'mental-health', system: 'icd10', pattern: /^T(?:3[6-9]|[45]\d|6[0-5]|71)\w\w2/ },
  { label: 'violence', system: 'icd10', pattern: /^T(?:3[6-9]|[45]\d|6[0-5]|71)\w\w3/ },
]

/** Resource types that carry a label whatever they hold. */
export const sensitiveTypes: ReadonlyMap<string, SensitiveLabel> = new Map([['MolecularSequence', 'genetic']])
