import type { JsonObject } from '../../kernel/index.ts'
import { type Category, categories, categoriesOfCode, typesOfCategory } from './categories.ts'
import { codingsAt } from './elements.ts'

const byType = new Map<string, Category>(
  (Object.keys(categories) as Category[]).flatMap((category) =>
    typesOfCategory[category].split(' ').map((type) => [type, category] as const),
  ),
)

/** The one category of a FHIR resource, from its type and its category codes. */
export function categoryOf(resource: JsonObject): Category {
  const type = String(resource.resourceType)
  for (const { system, code } of codingsAt(resource, 'category')) {
    const category = categoriesOfCode[`${type}|${system}|${code}`]
    if (category !== undefined) return category
  }
  return byType.get(type) ?? 'documents'
}
