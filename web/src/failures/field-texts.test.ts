import { describe, expect, it } from 'vitest';
import openapi from '@/../../openapi.json';
import { problemFrom } from '@/api/problem';
import { fieldText } from '@/failures/field-texts';
import { fieldTexts as en } from '@/i18n/en-fields';
import { fieldTexts as id } from '@/i18n/id-fields';

interface Document {
  components: { schemas: { FieldCode: { enum: string[] } } };
}

/** The codes that the server can send, from its own description. */
function codes(): string[] {
  const document = openapi as Document;
  return document.components.schemas.FieldCode.enum.filter((code) => code !== 'other');
}

describe('texts of fields', () => {
  it('has every code of the server in both languages, and no other', () => {
    expect(codes().length).toBeGreaterThan(50);
    expect(Object.keys(en).sort()).toEqual(codes().sort());
    expect(Object.keys(id).sort()).toEqual(codes().sort());
  });

  it('fills the same blanks in both languages', () => {
    const blanksOf = (text: (blank: (name: string) => string) => string) => {
      const used: string[] = [];
      text((name) => String(used.push(name)));
      return used.sort();
    };
    for (const [code, text] of Object.entries(en)) expect(blanksOf(id[code as keyof typeof en]), code).toEqual(blanksOf(text));
  });

  it('writes limits as the reader does', () => {
    const fault = { code: 'between', params: { min: 10, max: 5184000 }, message: 'must be between 10 and 5184000' };
    expect(fieldText(fault, 'id')).toBe('Harus antara 10 dan 5.184.000');
    expect(fieldText(fault, 'en')).toBe('Must be between 10 and 5,184,000');
  });

  it('falls back to the words of the server for what it does not know', () => {
    for (const code of ['other', 'from_tomorrow', 'constructor', '']) expect(fieldText({ code, params: {}, message: 'is odd' }, 'id')).toBe('is odd');
    const response = new Response(null, { status: 422 });
    const old = problemFrom(response, { errors: [{ field: 'name', message: 'is odd' }] });
    expect(fieldText(old.fields['name'] ?? { code: '', params: {}, message: '' }, 'id')).toBe('is odd');
  });
});
