/** Countries as Thai people write them: a question about one is not answered by what is said of another. */
export const COUNTRIES: readonly string[] = `
  สิงคโปร์ มาเลเซีย เวียดนาม อินโดนีเซีย ฟิลิปปินส์ กัมพูชา พม่า เมียนมา บรูไน ติมอร์ จีน ญี่ปุ่น เกาหลี ไต้หวัน ฮ่องกง อินเดีย
  ออสเตรเลีย นิวซีแลนด์ สหรัฐ อเมริกา แคนาดา สหราชอาณาจักร เยอรมนี เยอรมัน ฝรั่งเศส อิตาลี สเปน เนเธอร์แลนด์ เอสโตเนีย ฟินแลนด์
  สวีเดน เดนมาร์ก นอร์เวย์ สวิตเซอร์แลนด์ รัสเซีย singapore malaysia vietnam indonesia philippines china japan korea taiwan
  india australia estonia usa laos cambodia myanmar brunei canada germany france italy spain netherlands finland sweden denmark norway
  switzerland russia
`
  .trim()
  .split(/\s+/);
