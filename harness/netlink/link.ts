// Links as messages: veth pairs born in their namespaces, bridges and their ports, up and down, MTU, delete. ip-link(8)
import { attr, nest } from './attribute.ts'
import { cstr, u8, u32 } from './bytes.ts'
import { macBytes } from './ip-address.ts'
import { CREATE, EXCL, type Msg } from './message.ts'
import type { Netns } from './netns.ts'
import { change, type Device, RTM } from './rtnetlink.ts'

/** One end of a veth pair: where it is born and what it is called there. */
export interface VethEnd extends Device {
  readonly netns: Netns
  readonly mac: string
}

/**
 * A veth pair. Both ends are born in their namespaces with index and address chosen, so that nothing has to be looked
 * up. Give them different indexes: with equal ones the kernel may bring the carrier up a second late.
 */
export function addVeth(a: VethEnd, b: VethEnd): Msg {
  const pair = nest(IFLA.LINKINFO, attr(INFO_KIND, cstr('veth')), nest(INFO_DATA, nest(VETH_INFO_PEER, ...end(b))))
  const words = (e: VethEnd) =>
    `name ${e.name} index ${e.index} address ${e.mac} numtxqueues 1 numrxqueues 1 netns ${e.netns.name}`
  const command = `ip link add ${words(a)} type veth peer ${words(b)}`
  return change(`add veth pair ${a.name} - ${b.name}`, command, RTM.NEWLINK, CREATE | EXCL, ...end(a), pair)
}

/** A bridge without spanning tree, forward delay and multicast snooping: it passes frames from the first moment. */
export function addBridge(bridge: Device, mac: string): Msg {
  const settings = [attr(BR.FORWARD_DELAY, u32(0)), attr(BR.STP_STATE, u32(0)), attr(BR.MCAST_SNOOPING, u8(0))]
  const kind = nest(IFLA.LINKINFO, attr(INFO_KIND, cstr('bridge')), nest(INFO_DATA, ...settings))
  const names = [attr(IFLA.ADDRESS, macBytes(mac)), attr(IFLA.IFNAME, cstr(bridge.name))]
  const command =
    `ip link add name ${bridge.name} index ${bridge.index} address ${mac} ` +
    'type bridge forward_delay 0 stp_state 0 mcast_snooping 0'
  return change(`add bridge ${bridge.name}`, command, RTM.NEWLINK, CREATE | EXCL, info(bridge), ...names, kind)
}

/** Makes a device a port of the bridge. */
export function setMaster(port: Device, bridge: Device): Msg {
  return setLink(port, `master ${bridge.name}`, attr(IFLA.MASTER, u32(bridge.index)))
}

/** Takes a port out of its bridge. */
export const unsetMaster = (port: Device): Msg => setLink(port, 'nomaster', attr(IFLA.MASTER, u32(0)))

/** IFF_UP. A link is of use only after `settle`. */
export const setUp = (device: Device): Msg => setFlags(device, 'up', IFF_UP)

/** Clears IFF_UP: its routes and IPv6 addresses go with it, its peer loses the carrier. */
export const setDown = (device: Device): Msg => setFlags(device, 'down', 0)

/** MTU in bytes, without the Ethernet header. Below 1280 the kernel switches IPv6 off on it. */
export const setMtu = (device: Device, mtuBytes: number): Msg =>
  setLink(device, `mtu ${mtuBytes}`, attr(IFLA.MTU, u32(mtuBytes)))

/**
 * How many segments leave by a device in one packet: with 1 each is a packet of its own, as on a cable, which sockets that are connected
 * already follow too, because the kernel takes their bursts apart (gso_features_check in net/core/dev.c).
 */
export const setSegmentsAtOnce = (device: Device, segments: number): Msg =>
  setLink(device, `gso_max_segs ${segments}`, attr(IFLA.GSO_MAX_SEGS, u32(segments)))

/** No link-local IPv6 address, so no duplicate address detection and no router solicitations when it comes up. */
export function withoutLinkLocal(device: Device): Msg {
  const none = nest(IFLA.AF_SPEC, nest(AF_INET6, attr(INET6_ADDR_GEN_MODE, u8(ADDR_GEN_NONE))))
  return setLink(device, 'addrgenmode none', none)
}

/** Deletes a link; of a veth pair both ends. */
export const deleteLink = (device: Device): Msg =>
  change(`delete link ${device.name}`, `ip link delete ${device.name}`, RTM.DELLINK, 0, info(device))

/** struct ifinfomsg. */
export const info = (device: Pick<Device, 'index'>, flags = 0, mask = 0): Buffer => u32(0, device.index, flags, mask)

export const IFLA = {
  ADDRESS: 1,
  IFNAME: 3,
  MTU: 4,
  LINK: 5,
  MASTER: 10,
  OPERSTATE: 16,
  LINKINFO: 18,
  AF_SPEC: 26,
  NET_NS_FD: 28,
  NUM_TX_QUEUES: 31,
  NUM_RX_QUEUES: 32,
  CARRIER: 33,
  CARRIER_CHANGES: 35,
  GSO_MAX_SEGS: 40,
} as const
export const INFO_KIND = 1
export const IFF_UP = 0x1

function end(e: VethEnd): Buffer[] {
  const names = [attr(IFLA.ADDRESS, macBytes(e.mac)), attr(IFLA.IFNAME, cstr(e.name))]
  // One queue each, as the kernel would use: it makes one for each processor first, and waits for all of them to take it back.
  const queues = [attr(IFLA.NUM_TX_QUEUES, u32(1)), attr(IFLA.NUM_RX_QUEUES, u32(1))]
  return [info(e), ...names, ...queues, attr(IFLA.NET_NS_FD, u32(e.netns.fd))]
}

function setLink(device: Device, words: string, ...body: Buffer[]): Msg {
  const action = `set link ${device.name} ${words}`
  return change(action, `ip link set dev ${device.name} ${words}`, RTM.NEWLINK, 0, info(device), ...body)
}

function setFlags(device: Device, words: string, flags: number): Msg {
  const action = `set link ${device.name} ${words}`
  return change(action, `ip link set dev ${device.name} ${words}`, RTM.NEWLINK, 0, info(device, flags, IFF_UP))
}

const INFO_DATA = 2
const VETH_INFO_PEER = 1
const BR = { FORWARD_DELAY: 1, STP_STATE: 5, MCAST_SNOOPING: 23 } as const
const AF_INET6 = 10
const INET6_ADDR_GEN_MODE = 8
const ADDR_GEN_NONE = 1
