import { type AiRow, instance } from './ai-row.ts'

const patient = { requires: '8018' }
const person = '8017 8018'
const notFullName = { requires: person, excludes: '7256 7259' }

/** Processing, certificates, national numbers and care. @source GS1 General Specifications §3.9 */
export const healthcareRows: readonly AiRow[] = [
  ['7001', 'NSN', 'N13', { requires: '01 02 8006 8026' }],
  ['7002', 'MEAT CUT', 'X..30', { requires: '01 02' }],
  ['7003', 'EXPIRY TIME', 'N6(yymmdd)+N4(hhmi)', { requires: '01 02 03' }],
  ['7004', 'ACTIVE POTENCY', 'N..4', { requires: '01+10 03+10' }],
  ['7005', 'CATCH AREA', 'X..12', { requires: '01 02' }],
  ['7006', 'FIRST FREEZE DATE', 'N6(yymmdd)', { requires: '01 02' }],
  ['7007', 'HARVEST DATE', 'N6(yymmdd)+[N6(yymmdd)]', { requires: '01 02' }],
  ['7008', 'AQUATIC SPECIES', 'X..3', { requires: '01 02' }],
  ['7009', 'FISHING GEAR TYPE', 'X..10', { requires: '01 02' }],
  ['7010', 'PROD METHOD', 'X..2', { requires: '01 02 03' }],
  ['7011', 'TEST BY DATE', 'N6(yymmdd)+[N4(hhmi)]', { requires: '01 02 03' }],
  ['7020', 'REFURB LOT', 'X..20', { requires: '01+416 03+416 8006+416' }],
  ['7021', 'FUNC STAT', 'X..20', { requires: instance }],
  ['7022', 'REV STAT', 'X..20', { requires: '01+7021 03+7021 8006+7021' }],
  ['7023', 'GIAI - ASSEMBLY', 'X..30(gcppos1)'],
  ['7030-7039', 'PROCESSOR #', 'N3(iso3166999)+X..27', { requires: '01 02' }],
  ['7040', 'UIC+EXT', 'N1+X1+X1+X1(importeridx)', { inQuery: 'never' }],
  ['7041', 'UFRGT UNIT TYPE', 'X..4(packagetype)', { requires: '00', inQuery: 'never' }],
  ['710', 'NHRN PZN', 'X..20', { requires: '01' }],
  ['711', 'NHRN CIP', 'X..20', { requires: '01' }],
  ['712', 'NHRN CN', 'X..20', { requires: '01' }],
  ['713', 'NHRN DRN', 'X..20', { requires: '01' }],
  ['714', 'NHRN AIM', 'X..20', { requires: '01' }],
  ['715', 'NHRN NDC', 'X..20', { requires: '01' }],
  ['716', 'NHRN AIC', 'X..20', { requires: '01' }],
  ['717', 'NHRN SRN', 'X..20', { requires: '01' }],
  ['7230-7239', 'CERT #', 'X2+X..28', { requires: '01 8004' }],
  ['7240', 'PROTOCOL', 'X..20', { requires: '01 8006', excludes: '03' }],
  ['7241', 'AIDC MEDIA TYPE', 'N2(mediatype)', { requires: person }],
  ['7242', 'VCN', 'X..25', { requires: person }],
  ['7250', 'DOB', 'N8(yyyymmdd)', { ...patient, excludes: '7251' }],
  ['7251', 'DOB TIME', 'N8(yyyymmdd)+N4(hhmi)', { ...patient, excludes: '7250' }],
  ['7252', 'BIO SEX', 'N1(iso5218)', patient],
  ['7253', 'FAMILY NAME', 'X..40(pcenc)', notFullName],
  ['7254', 'GIVEN NAME', 'X..40(pcenc)', notFullName],
  ['7255', 'SUFFIX', 'X..10', notFullName],
  ['7256', 'FULL NAME', 'X..90(pcenc)', { requires: person }],
  ['7257', 'PERSON ADDR', 'X..70(pcenc)', patient],
  ['7258', 'BIRTH SEQUENCE', 'X3(posinseqslash)', { requires: '8018+7259' }],
  ['7259', 'BABY', 'X..40(pcenc)', { ...patient, excludes: '7256' }],
]
