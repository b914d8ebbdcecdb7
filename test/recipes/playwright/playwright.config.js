import { defineConfig } from '@playwright/test';

// A Chromium of the machine, where one is named; else the one that `npx playwright install` brings.
const executablePath = process.env.CHROMIUM;
const args = executablePath === undefined ? [] : ['--no-sandbox'];

export default defineConfig({
  testMatch: '*.spec.js',
  use: { launchOptions: { executablePath, args } },
});
