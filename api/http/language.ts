import type { Request } from 'express';
import type { Lang } from '../../domain/text';

/** The first language of Accept-Language that Heyi speaks; Chinese where none is asked for. */
export const languageOf = (req: Request): Lang =>
  String(req.acceptsLanguages('zh', 'zh-CN', 'zh-Hans', 'en', 'en-US', 'en-GB')).startsWith('en') ? 'en' : 'zh';
