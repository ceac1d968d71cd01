/** The words of the list of jobs, in Indonesian; see `id.ts`. */
import type * as en from '@/i18n/en-jobs';
import type { Widen } from '@/i18n/widen';

export const jobs: Widen<typeof en.jobs> = {
  lead: 'Yang Orderbell kerjakan sendiri pada waktunya: yang menunggu, yang sedang dikerjakan, dan yang tidak berhasil.',
  kind: 'Tugas',
  state: 'Keadaan',
  all: 'Semua',
  kinds: {
    'order.expire': 'Akhiri pesanan yang belum dibayar',
    'order.unattended': 'Panggil orang untuk menangani pesanan',
    'order.decline': 'Tolak pesanan yang tidak ditangani',
    'order.late': 'Beri tahu pesanan terlambat',
    'order.complete': 'Selesaikan pesanan',
    'payment.recover': 'Tanyakan pembayaran',
    'shipment.track': 'Tanyakan paket',
    receipt: 'Periksa laporan lagi',
    webhook: 'Kirim ke webhook',
  },
  states: { ready: 'Menunggu', running: 'Dikerjakan', failed: 'Tidak berhasil', parked: 'Antre' },
  due: (when) => `Waktunya ${when}`,
  gaveUp: (when) => `Dihentikan ${when}`,
  attempts: (count) => `${String(count)} kali dicoba`,
  retry: 'Jalankan',
  retried: 'Mulai dijalankan.',
  cancel: 'Batalkan tugas',
  cancelled: 'Dibatalkan.',
  cancelTitle: 'Batalkan tugas ini?',
  cancelText: (name) => `${name}: tidak akan terjadi sendiri, sampai pesanan berubah dan tugas ini diperlukan lagi.`,
  emptyTitle: 'Tidak ada yang menunggu',
  emptyText: 'Tugas muncul bersama pesanan: yang belum dibayar berakhir, yang tidak ditangani dipanggilkan orang.',
  emptyFiltered: 'Tidak ada tugas seperti itu.',
  older: 'Tampilkan yang lama',
};
