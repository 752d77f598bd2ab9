import type { ServiceTable } from '../service-table.ts';

/** Assistants and models. */
export const AI: ServiceTable = {
  category: 'ai',
  get services() {
    return [
      {
        service: 'ChatGPT (OpenAI)',
        domains: [
          'openai.com',
          'chatgpt.com',
          'oaistatic.com',
          'oaiusercontent.com',
          'sora.com',
          'chat.com',
          'openaiapi-site.azureedge.net',
        ],
      },
      { service: 'Claude (Anthropic)', domains: ['anthropic.com', 'claude.ai', 'claudeusercontent.com', 'claude.com'] },
      {
        service: 'Google Gemini',
        domains: [
          'gemini.google.com',
          'generativelanguage.googleapis.com',
          'bard.google.com',
          'aistudio.google.com',
          'notebooklm.google.com',
          'proactivebackend-pa.googleapis.com',
        ],
      },
      { service: 'Microsoft Copilot', domains: ['copilot.microsoft.com', 'copilot.cloud.microsoft', 'sydney.bing.com'] },
      { service: 'Perplexity', domains: ['perplexity.ai', 'pplx.ai'] },
      { service: 'Mistral', domains: ['mistral.ai'] },
      { service: 'Grok', domains: ['grok.com', 'x.ai'] },
      { service: 'Meta AI', domains: ['meta.ai', 'llama.com'] },
      { service: 'DeepSeek', domains: ['deepseek.com'] },
      { service: 'Qwen', domains: ['qwen.ai', 'qwenlm.ai'] },
      { service: 'Kimi', domains: ['kimi.com', 'moonshot.cn', 'kimi.ai'] },
      { service: 'Doubao', domains: ['doubao.com'] },
      { service: 'Character.AI', domains: ['character.ai'] },
      { service: 'Poe', domains: ['poe.com', 'poecdn.net'] },
      { service: 'Hugging Face', domains: ['huggingface.co', 'hf.co'] },
      { service: 'Midjourney', domains: ['midjourney.com'] },
      { service: 'Stability AI', domains: ['stability.ai'] },
      { service: 'Runway', domains: ['runwayml.com'] },
      { service: 'ElevenLabs', domains: ['elevenlabs.io'] },
      { service: 'Suno', domains: ['suno.com', 'suno.ai'] },
      { service: 'Replicate', domains: ['replicate.com', 'replicate.delivery'] },
      { service: 'Groq', domains: ['groq.com'] },
      { service: 'Ollama', domains: ['ollama.com', 'ollama.ai'] },
      { service: 'OpenRouter', domains: ['openrouter.ai'] },
      { service: 'Cohere', domains: ['cohere.com', 'cohere.ai'] },
      { service: 'Grammarly', domains: ['grammarly.com', 'grammarly.io', 'grammarlyaws.com'] },
    ];
  },
};
