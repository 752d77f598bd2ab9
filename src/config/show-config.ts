import { Document, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { EffectiveConfig } from './effective.ts';
import { SETTINGS } from './shape.ts';

/** Writes an effective configuration as YAML that can be used as a file; a comment behind every value says where it came from. */
export function showConfig({ config, origins }: EffectiveConfig): string {
  const document = new Document(config);
  for (const { section, name, key } of SETTINGS) {
    const node = (document.get(section) as YAMLMap).get(name, true);
    // On one line, so that what stands behind it is about all of it.
    if (isSeq(node)) node.flow = true;
    if (isScalar(node) || isSeq(node)) node.comment = ` ${origins.get(key) ?? ''}`;
  }
  return document.toString({ lineWidth: 0 });
}
