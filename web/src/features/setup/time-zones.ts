/** The three zones of Indonesia first, and wherever this device is. */
export interface ZoneChoice {
  zone: string;
  label: string | null;
}

const INDONESIA: readonly ZoneChoice[] = [
  { zone: 'Asia/Jakarta', label: 'WIB - Jakarta' },
  { zone: 'Asia/Makassar', label: 'WITA - Makassar, Bali' },
  { zone: 'Asia/Jayapura', label: 'WIT - Jayapura' },
];

/** `here`: the device's zone; it is listed once, and without a label when it is none of the three. */
export function zoneChoices(here: string): readonly ZoneChoice[] {
  return INDONESIA.some(({ zone }) => zone === here) ? INDONESIA : [...INDONESIA, { zone: here, label: null }];
}

/** A store in Indonesia is the usual case; a device that says UTC is a server's, not a shop's. */
export function likelyZone(here: string): string {
  return here === 'UTC' || here === 'Etc/UTC' ? 'Asia/Jakarta' : here;
}
