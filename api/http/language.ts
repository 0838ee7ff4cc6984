import type { Request } from 'express';
import type { Lang } from '../../domain/text';

/** The first language of Accept-Language that Heyi supports; Chinese if there is none. */
export const languageOf = (req: Request): Lang =>
  String(req.acceptsLanguages('zh', 'zh-CN', 'zh-Hans', 'en', 'en-US', 'en-GB')).startsWith('en') ? 'en' : 'zh';
