/**
 * next-auth's endpoints. The origin comes from configuration: a request's Host must never end up in a link or redirect.
 * Beside its own token, whatever changes something has to come from a page of the platform.
 */
import { NextRequest, NextResponse } from 'next/server'
import { isSameOrigin } from '@/app/_actions/same-origin'
import { handlers } from '@/app/_auth/auth'
import { onPlatformHost } from '@/app/_auth/session'
import { platformOrigin } from '@/lib/env'

type Handler = (request: NextRequest) => Promise<Response>

export const GET = (request: NextRequest) => onPlatform(request, handlers.GET)
export const POST = (request: NextRequest) =>
  isSameOrigin(request.headers) ? onPlatform(request, handlers.POST) : new NextResponse('Forbidden', { status: 403 })

async function onPlatform(request: NextRequest, handler: Handler): Promise<Response> {
  if (!(await onPlatformHost())) return new NextResponse('Not found', { status: 404 })
  const url = new URL(request.nextUrl.pathname + request.nextUrl.search, platformOrigin())
  return handler(new NextRequest(url, request))
}
