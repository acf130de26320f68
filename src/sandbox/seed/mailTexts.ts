/** What we write back by hand, `{{firstName}}` filled in. */
export const ANSWERS = [
  "Hi {{firstName}},\n\nThank you, that helps. I've put the details in one page, with the figures for a site of your size on top.\n\nDoes Tuesday at 10:00 suit you?",
  "Hi {{firstName}},\n\nOf course. I'll come back to you then, and I've made a note so that nobody else from our side writes before.\n\nHave a good week",
  "Hello {{firstName}},\n\nGlad to hear it. I've sent an invitation for Thursday; move it wherever you like.\n\nUntil then",
  "Hi {{firstName}},\n\nShort answer: yes. Longer answer with a drawing: I'll send it this afternoon.",
] as const;

/** How leads close a conversation. */
export const SECOND_REPLIES = [
  "Tuesday works, thank you. Could you keep it to half an hour?",
  "Got it, thanks. I've passed the page on to our COO and will let you know.",
  "Perfect. Talk to you then!",
  "Thanks. One more thing: do you sign data agreements with EU companies?",
] as const;

export interface AutoReply {
  readonly subject: string;
  readonly text: string;
}

export const AUTO_REPLIES: readonly AutoReply[] = [
  {
    subject: "Out of office: ",
    text: "Thank you for your message. I am out of the office until Monday with little access to email. In urgent cases please call our front desk.",
  },
  {
    subject: "Automatic reply: ",
    text: "Hello, I'm on parental leave until the end of next month. Your mail has not been forwarded; my colleagues at the office will be glad to help.",
  },
  {
    subject: "Abwesenheitsnotiz: ",
    text: "Vielen Dank für Ihre Nachricht. Ich bin bis zum 12. nicht im Büro und antworte Ihnen danach gern.",
  },
  {
    subject: "Réponse automatique : ",
    text: "Bonjour, je suis en déplacement jusqu'à jeudi et je vous répondrai à mon retour. Bien cordialement",
  },
];

export interface Newsletter {
  readonly from: string;
  readonly name: string;
  readonly subject: string;
  readonly lead: string;
  readonly stories: readonly string[];
}

export const NEWSLETTERS: readonly Newsletter[] = [
  {
    from: "hello@paperboat.example",
    name: "The Paper Boat",
    subject: "Issue 84: the shop that sells one thing",
    lead: "A bakery in Porto stopped selling everything but one loaf. Sales doubled.",
    stories: ["Why small menus win", "Five receipts we loved", "Letters from readers"],
  },
  {
    from: "digest@signalgarden.example",
    name: "Signal Garden",
    subject: "Your weekly digest: deliverability, warm-up, and a cat",
    lead: "Mailbox providers changed their minds about bulk senders again. Here is the short version.",
    stories: ["Three rules that stay true", "What a bounce really says", "The office cat has a calendar now"],
  },
  {
    from: "news@tidelogistics.test",
    name: "Tide Logistics",
    subject: "Rates for next quarter are here",
    lead: "Container rates fall by four percent in the north and rise by two in the south.",
    stories: ["Port calendar", "New depot in Gdynia", "Ask our planners"],
  },
];
