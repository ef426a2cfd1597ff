export { LoadingList as default } from '@/app/_ui/loading-list'
