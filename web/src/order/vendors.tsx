/**
 * Whose an order is, by the name that people know, for those who see the orders of several vendors. An app that has named no
 * vendor has nothing to tell apart, whatever its orders carry; a vendor's own staff know where they work.
 */
import { useQuery } from '@tanstack/react-query';
import { Store } from 'lucide-react';
import { readVendors } from '@/api/calls';
import type { Order, Vendor } from '@/api/model';
import { useTexts } from '@/i18n/locale';

const FRESH_MS = 60_000;
const NONE: readonly Vendor[] = [];

interface Vendors {
  /** Those that have a name, by it. */
  known: readonly Vendor[];
  /** Whose an order is: the id of one that nobody has named, among others that have a name; `null` for nothing to say. */
  nameOf: (order: Order) => string | null;
}

/** `several` says whether the reader sees more than one vendor. */
export function useVendors(several: boolean): Vendors {
  const list = useQuery({ queryKey: ['vendors'], queryFn: readVendors, staleTime: FRESH_MS, enabled: several });
  const known = several ? (list.data ?? NONE) : NONE;
  return {
    known: [...known].sort((one, other) => one.name.localeCompare(other.name)),
    // The list knows the name of today; the order's own is there at once.
    nameOf: ({ vendor_id: id, vendor_name: name }) => (several && id ? (known.find((vendor) => vendor.id === id)?.name ?? name ?? (known.length > 0 ? id : null)) : null),
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
