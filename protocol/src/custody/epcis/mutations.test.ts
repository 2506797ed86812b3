import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type JsonObject, type JsonValue, SymbolonError } from '../../kernel/index.ts'
import { readEpcisJson } from '../epcis-document.ts'
import { isObject } from '../leaf-text.ts'
import { epcisFile, epcisNames, withoutEpcis } from '../test-epcis.ts'
import { checkDocument } from './check-document.ts'

// What every member is, told apart from the shapes that are tested: from the tables of EPCIS 2.0 §7.3 and §7.4.
const words = (text: string) => text.trim().split(/\s+/)
const uris = words(`
  id eventID parentID transformationID epcClass bizTransaction source destination deviceID deviceMetadata rawData
  dataProcessingMethod bizRules microorganism chemicalSubstance coordinateReferenceSystem uriValue certificationInfo
`)
const uriLists = words('epcList childEPCs inputEPCList outputEPCList correctiveEventIDs')
const instants = words('creationDate eventTime recordTime declarationTime time startTime endTime')
const decimals = words('quantity value minValue maxValue meanValue sDev percRank percValue')
const terms = words('type bizStep disposition reason exception component action eventTimeZoneOffset schemaVersion')
const texts = words('stringValue instanceIdentifier sender receiver queryName subscriptionID')
const objects = words('readPoint bizLocation errorDeclaration persistentDisposition epcisBody queryResults resultsBody')
const someLists = words('sensorReport set unset')
const required = words(`
  type schemaVersion creationDate epcisBody eventList queryResults queryName resultsBody eventTime eventTimeZoneOffset
  action epcClass bizTransaction source destination id sensorReport declarationTime
`)

const others: readonly JsonValue[] = [7, true, 'some text', '', null, [], {}]

/** Values that a member must not have. */
function wrongValues(name: string, within: string): readonly JsonValue[] {
  const but = (...right: JsonValue[]) => others.filter((value) => !right.includes(value))
  if (uris.includes(name)) return name === 'certificationInfo' ? but(others[5] as JsonValue) : others
  if (instants.includes(name) || terms.includes(name) || name === 'hexBinaryValue') return others
  if (uriLists.includes(within) || within === 'set' || within === 'unset') return others
  if (name === 'uom') return within === 'sensorReport' ? but('some text', '') : others
  if (decimals.includes(name)) return but(7)
  if (texts.includes(name)) return but('some text', '')
  if (name === 'booleanValue') return but(true)
  if (objects.includes(name) || someLists.includes(name)) return others
  if (name.endsWith('List') || uriLists.includes(name)) return but(others[5] as JsonValue)
  return name === 'sensorMetadata' || name === 'ilmd' ? but(others[6] as JsonValue) : []
}

interface Member {
  readonly holder: JsonObject | JsonValue[]
  readonly key: string | number
  readonly name: string
  readonly within: string
  readonly pointer: string
}

/** Every member that EPCIS itself defines: extensions and contexts may hold anything. */
function membersIn(value: JsonValue, pointer = '', within = ''): Member[] {
  if (!Array.isArray(value) && !isObject(value)) return []
  const holder: JsonObject | JsonValue[] = value
  return Object.keys(holder).flatMap((key) => {
    if (key.includes(':') || key === '@context') return []
    const name = Array.isArray(holder) ? within : key
    const member: Member = { holder, key, name: Array.isArray(holder) ? '' : key, within, pointer: `${pointer}/${key}` }
    return [member, ...membersIn((holder as JsonObject)[key] as JsonValue, member.pointer, name)]
  })
}

function pointerOfRefusal(document: JsonValue): string {
  try {
    checkDocument(document)
    return 'accepted'
  } catch (error) {
    if (error instanceof SymbolonError) return String(error.facts.pointer)
    throw error
  }
}

/** What is said of the document while a member of it is another one. */
function whileChanged(member: Member, change: (holder: JsonObject) => void, document: JsonValue): string {
  const holder = member.holder as JsonObject
  const before = Object.entries(holder)
  change(holder)
  const said = pointerOfRefusal(document)
  for (const key of Object.keys(holder)) delete holder[key]
  for (const [key, value] of before) holder[key] = value
  return said
}

const documents = () =>
  epcisNames('gs1-examples').map((name) => {
    const document = readEpcisJson(epcisFile(`gs1-examples/${name}.jsonld`))
    return { name, document, members: membersIn(document) }
  })

test("a member of GS1's examples of another kind is refused where it stands", { skip: withoutEpcis }, () => {
  let refused = 0
  for (const { name, document, members } of documents()) {
    for (const member of members) {
      for (const value of wrongValues(member.name, member.within)) {
        const said = whileChanged(member, (holder) => Object.assign(holder, { [member.key]: value }), document)
        const what = `${name} ${member.pointer} = ${JSON.stringify(value)}: ${said}`
        assert.ok(said === member.pointer || said.startsWith(`${member.pointer}/`), what)
        refused++
      }
    }
    assert.equal(pointerOfRefusal(document), 'accepted', name)
  }
  assert.ok(refused > 12_000, String(refused))
})

test("a member of GS1's examples under a misspelled name is refused where it stands", { skip: withoutEpcis }, () => {
  let refused = 0
  for (const { name, document, members } of documents()) {
    for (const member of members) {
      if (Array.isArray(member.holder)) continue
      const { key, holder, pointer } = member
      const value = holder[key] as JsonValue
      const misspelled = whileChanged(
        member,
        (changed) => {
          delete changed[key]
          changed[`${key}s`] = value
        },
        document,
      )
      const isSeen = misspelled === `${pointer}s` || (required.includes(member.name) && misspelled === pointer)
      assert.ok(isSeen, `${name} ${pointer}: ${misspelled}`)
      refused++
    }
  }
  assert.ok(refused > 1_500, String(refused))
})

test("a member of GS1's examples that has to be there is missed where it stood", { skip: withoutEpcis }, () => {
  let refused = 0
  for (const { name, document, members } of documents()) {
    for (const member of members) {
      const isFree = member.pointer === '/id' || (member.name === 'type' && member.within === 'bizTransactionList')
      if (!required.includes(member.name) || isFree) continue
      const said = whileChanged(
        member,
        (holder) => {
          delete holder[member.key]
        },
        document,
      )
      const isOptional = /^\/(schemaVersion|creationDate)$/.test(member.pointer) && name === 'EPCISQueryDocument'
      assert.equal(said, isOptional ? 'accepted' : member.pointer, `${name} ${member.pointer}`)
      refused++
    }
  }
  assert.ok(refused > 800, String(refused))
})
