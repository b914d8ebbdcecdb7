import { defineConfig } from '@playwright/test';

// A Chromium of the machine, where one is named; else the one that `npx playwright install` brings.
const executablePath = process.env.CHROMIUM;
const args = executablePath === undefined ? [] : ['--no-sandbox'];
const url = 'http://127.0.0.1:6106';

export default defineConfig({
  testMatch: '*.spec.js',
  use: { baseURL: url, launchOptions: { executablePath, args } },
  webServer: {
    command: 'vite preview --outDir storybook-static --port 6106 --host 127.0.0.1',
    url,
  },
});
