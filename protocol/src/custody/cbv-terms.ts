// Words that stand for an IRI of the CBV or of the GS1 Web Vocabulary where the field allows them.
// @source CBV 2.0 §7; EPCIS 2.0 artefact epcis-context.jsonld

interface WordList {
  readonly iri: string
  readonly words: ReadonlySet<string>
}

function wordList(iri: string, words: string): WordList {
  return { iri, words: new Set(words.trim().split(/\s+/)) }
}

const lists = {
  bizStep: wordList(
    'https://ref.gs1.org/cbv/BizStep-',
    `
      accepting arriving assembling collecting commissioning consigning creating_class_instance
      cycle_counting decommissioning departing destroying disassembling dispensing encoding entering_exiting
      holding inspecting installing killing loading other packing picking receiving removing repackaging
      repairing replacing reserving retail_selling sampling sensor_reporting shipping staging_outbound
      stock_taking stocking storing transporting unloading unpacking void_shipping
    `,
  ),
  disposition: wordList(
    'https://ref.gs1.org/cbv/Disp-',
    `
      active available completeness_inferred completeness_verified conformant container_closed
      container_open damaged destroyed dispensed disposed encoded expired in_progress in_transit inactive
      mismatch_class mismatch_instance mismatch_quantity needs_replacement no_pedigree_match non_conformant
      non_sellable_other partially_dispensed recalled reserved retail_sold returned sellable_accessible
      sellable_not_accessible stolen unavailable unknown
    `,
  ),
  transaction: wordList(
    'https://ref.gs1.org/cbv/BTT-',
    `
      bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt
    `,
  ),
  party: wordList(
    'https://ref.gs1.org/cbv/SDT-',
    `
      location owning_party possessing_party
    `,
  ),
  reason: wordList('https://ref.gs1.org/cbv/ER-', 'did_not_occur incorrect_data'),
  measurement: wordList(
    'https://gs1.org/voc/',
    `
      AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance
      AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area
      Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate
      DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy
      Exposure Force Frequency Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum
      Luminance LuminousFlux LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass
      MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass
      MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity RelativeHumidity Resistance
      Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque
      Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber
    `,
  ),
  exception: wordList(
    'https://gs1.org/voc/',
    `
      ALARM_CONDITION ERROR_CONDITION
    `,
  ),
  component: wordList(
    'https://ref.gs1.org/cbv/Comp-',
    `
      altitude axial_distance azimuth easting elevation_angle height latitude longitude northing polar_angle
      spherical_radius x y z
    `,
  ),
} as const satisfies Record<string, WordList>

/** A list of the CBV that a field takes its words from. */
export type TermList = keyof typeof lists

/** The words of a list and what goes before them in their IRIs. */
export function termList(list: TermList): WordList {
  return lists[list]
}

/** The IRI that a word of a list stands for; nothing when the list has no such word. */
export function termIri(list: TermList, word: string): string | undefined {
  const { iri, words } = lists[list]
  return words.has(word) ? iri + word : undefined
}

const urnForms: readonly (readonly [string, string])[] = [
  ['urn:epcglobal:cbv:bizstep:', 'https://ref.gs1.org/cbv/BizStep-'],
  ['urn:epcglobal:cbv:disp:', 'https://ref.gs1.org/cbv/Disp-'],
  ['urn:epcglobal:cbv:btt:', 'https://ref.gs1.org/cbv/BTT-'],
  ['urn:epcglobal:cbv:sdt:', 'https://ref.gs1.org/cbv/SDT-'],
  ['urn:epcglobal:cbv:er:', 'https://ref.gs1.org/cbv/ER-'],
]

/** The web form of a standard value written as URN; any other text as it is. @source CBV 2.0 §8.9.2, rule 14 */
export function webTerm(text: string): string {
  if (!text.startsWith('urn:epcglobal:cbv:')) return text
  const form = urnForms.find(([urn]) => text.startsWith(urn))
  return form === undefined ? text : form[1] + text.slice(form[0].length)
}
