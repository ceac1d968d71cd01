import { defineConfig } from '@playwright/test';

/*
 * The suite runs the real binary and a real browser; nothing is mocked. It lives in ../tests/e2e,
 * its fixtures here, where the packages are.
 */
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const BLOCKED = /sound-blocked\.spec\.ts/;

export default defineConfig({
  testDir: '../tests/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Two cores: the server, the browser and the test share them.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: { viewport: { width: 1280, height: 900 }, locale: 'en-GB', timezoneId: 'Asia/Jakarta', trace: 'retain-on-failure' },
  projects: [
    { name: 'sound allowed', testIgnore: BLOCKED, use: { launchOptions: { executablePath, args: [...args, '--autoplay-policy=no-user-gesture-required'] } } },
    // As every browser comes: no sound before the first touch.
    { name: 'sound blocked', testMatch: BLOCKED, use: { launchOptions: { executablePath, args } } },
  ],
});
