import type { ThemeConfig } from 'antd';

/**
 * Calm paper and ink, one warm accent for what is late. Contrast of every pair is at least 4.5 : 1 (WCAG 2.2, 1.4.3).
 */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0d5c63',
    colorInfo: '#0d5c63',
    colorLink: '#0b5f8a',
    colorSuccess: '#2c6e3f',
    colorWarning: '#8a5a00',
    colorError: '#b3261e',
    // The colours derived from such dark ones would be too dark for text on them.
    colorPrimaryBg: '#e3efee',
    colorInfoBg: '#e3efee',
    colorSuccessBg: '#e5f2e8',
    colorWarningBg: '#fdf3dd',
    colorErrorBg: '#fbe9e7',
    colorTextBase: '#1c2526',
    colorTextSecondary: '#4a5657',
    colorTextTertiary: '#566364',
    colorTextPlaceholder: '#667374',
    colorBgLayout: '#f5f6f3',
    colorBorder: '#8b9798',
    colorBorderSecondary: '#dfe3e1',
    borderRadius: 8,
    fontSize: 15,
    controlHeight: 36,
    fontFamily: 'var(--font)',
  },
};
