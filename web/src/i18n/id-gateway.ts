/** The Indonesian texts of the payment gateway. */
import type * as en from '@/i18n/en-gateway';
import type { Widen } from '@/i18n/widen';

export const gateway: Widen<typeof en.gateway> = {
  lead: 'Pelanggan membayar pesanan di halaman Midtrans. Uangnya masuk ke akun Anda di sana.',
  emptyTitle: 'Midtrans belum disiapkan',
  emptyText: 'Dengan server key akun Midtrans Anda, setiap pesanan yang belum dibayar punya tautan tempat pelanggan membayar.',
  setUp: 'Siapkan Midtrans',
  editTitle: 'Ubah akun',
  environment: 'Lingkungan',
  sandbox: 'Sandbox',
  production: 'Produksi',
  serverKey: 'Server key',
  serverKeyHint: 'Ada di dashboard Midtrans, menu Settings, Access Keys.',
  serverKeyKeep: 'Kosongkan untuk tetap memakai yang sekarang.',
  clientKey: 'Client key',
  clientKeyHint: 'Hanya untuk halaman Anda sendiri yang membuka halaman pembayaran di dalamnya.',
  merchantId: 'Merchant ID',
  advanced: 'Untuk pengujian',
  baseUrl: 'Alamat',
  baseUrlHint: 'Ditanya sebagai pengganti Midtrans. Letaknya diatur oleh aturan webhook.',
  enabled: 'Buat tautan pembayaran baru',
  keyKept: 'Server key disimpan tersegel dan tidak ditampilkan lagi.',
  on: 'Aktif',
  off: 'Nonaktif',
  check: 'Periksa key',
  checking: 'Memeriksa',
  verdict: { accepted: 'Key diterima.', refused: 'Key tidak diterima.', unknown: 'Jawaban Midtrans tidak dapat dipakai.' },
  edit: 'Ubah',
  remove: 'Hapus',
  removeTitle: 'Hapus akun ini?',
  removeText: 'Tautan baru tidak dibuat lagi, dan nasib pembayaran yang masih terbuka tidak ditanyakan lagi. Yang sudah dibayar tetap tercatat.',
};
