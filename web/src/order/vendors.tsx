/**
 * Whose an order is, by the name that people know, for those who see the orders of several vendors. An app that has named no
 * vendor has nothing to tell apart, whatever its orders carry; a vendor's own staff know where they work.
 */
import { useQuery } from '@tanstack/react-query';
import { Store } from 'lucide-react';
import { readVendors } from '@/api/calls';
import type { Vendor } from '@/api/model';
import { useTexts } from '@/i18n/locale';

const FRESH_MS = 60_000;
const NONE: readonly Vendor[] = [];

interface Vendors {
  /** Those that have a name, by it. */
  known: readonly Vendor[];
  /** What to show for the vendor of an order; the id of one that nobody has named; `null` for nothing. */
  nameOf: (id: string | null | undefined) => string | null;
}

/** `several` says whether the reader sees more than one vendor. */
export function useVendors(several: boolean): Vendors {
  const list = useQuery({ queryKey: ['vendors'], queryFn: readVendors, staleTime: FRESH_MS, enabled: several });
  const known = several ? (list.data ?? NONE) : NONE;
  return {
    known: [...known].sort((one, other) => one.name.localeCompare(other.name)),
    nameOf: (id) => (id && known.length > 0 ? (known.find((vendor) => vendor.id === id)?.name ?? id) : null),
  };
}

/** One line of its own, which breaks wherever a long name must. */
export function VendorLine({ name }: { name: string | null }) {
  const t = useTexts();
  if (name === null) return null;
  return (
    <span className="flex items-start gap-1.5 text-sm text-muted">
      <Store aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="sr-only">{t.feed.vendor}: </span>
        <bdi>{name}</bdi>
      </span>
    </span>
  );
}
