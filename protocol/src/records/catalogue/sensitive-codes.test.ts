import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noteCodes, vitalSigns } from './categories.ts'
import { systemUrls } from './code-systems.ts'
import { sensitiveCodes } from './sensitive-codes.ts'
import { sensitiveLabels } from './sensitive-labels.ts'

const codesOf = (system: string) =>
  sensitiveCodes.filter((row) => row.system === system).flatMap(({ codes }) => codes.split(' '))

/** The check digit behind the dash. @source LOINC Users' Guide, appendix on mod 10 check digits */
function isLoinc(code: string): boolean {
  const [, number = '', digit = ''] = /^(\d{1,7})-(\d)$/.exec(code) ?? []
  const sum = [...number].reverse().reduce((total, figure, index) => {
    const value = Number(figure) * (index % 2 === 0 ? 2 : 1)
    return total + Math.floor(value / 10) + (value % 10)
  }, 0)
  return number !== '' && (10 - (sum % 10)) % 10 === Number(digit)
}

/** The product of the dihedral group D5. */
function product(a: number, b: number): number {
  const turned = a < 5 === b < 5 ? ((a % 5) + (b % 5)) % 5 : (a % 5) + (b % 5)
  return a < 5 ? (b < 5 ? turned : 5 + ((a + b) % 5)) : b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5
}

const permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

/** Verhoeff's check digit at the end. @source SNOMED CT Release File Specification, SCTID check-digit */
function isSctid(code: string): boolean {
  const check = [...code].reverse().reduce((sum, figure, index) => {
    let value = Number(figure)
    for (let round = 0; round < index % 8; round++) value = permutation[value] ?? 0
    return product(sum, value)
  }, 0)
  return /^[1-9]\d{5,17}$/.test(code) && check === 0
}

test('every LOINC code has its check digit', () => {
  assert.equal(isLoinc('11612-9'), true)
  assert.equal(isLoinc('11612-1'), false)
  assert.deepEqual(
    [...codesOf('loinc'), ...noteCodes, ...[...vitalSigns].filter((code) => code.includes('-'))].filter(
      (code) => !isLoinc(code),
    ),
    [],
  )
})

test('every SNOMED CT code has its check digit', () => {
  assert.equal(isSctid('64905009'), true)
  assert.equal(isSctid('64905008'), false)
  assert.equal(isSctid('64950009'), false)
  assert.deepEqual(
    [...codesOf('snomed'), ...[...vitalSigns].filter((code) => !code.includes('-'))].filter((code) => !isSctid(code)),
    [],
  )
})

test('codes that are compared by their beginning are written without dots, and none is the beginning of another', () => {
  for (const { system, codes, label } of sensitiveCodes) {
    if (!['icd10', 'icd9', 'icpc2', 'atc'].includes(system)) continue
    const list = codes.split(' ')
    const covered = list.filter((code) => list.some((other) => other !== code && code.startsWith(other)))
    assert.deepEqual([covered, list.filter((code) => !/^[A-Z0-9]+$/.test(code))], [[], []], `${label} ${system}`)
  }
})

test('the table has no code twice under one label, and every label has its HL7 code', () => {
  for (const { codes, label, system } of sensitiveCodes) {
    const list = codes.split(' ')
    assert.equal(new Set(list).size, list.length, `${label} ${system}`)
    assert.ok(list.every((code) => code !== '') && systemUrls[system].length > 0)
  }
  for (const label of Object.keys(sensitiveLabels)) {
    assert.ok(
      sensitiveCodes.some((row) => row.label === label && row.system === 'sensitivity'),
      label,
    )
  }
})
